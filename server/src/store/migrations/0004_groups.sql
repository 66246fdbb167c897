CREATE TABLE "group_events" (
	"group" text NOT NULL,
	"version" integer NOT NULL,
	"event" jsonb NOT NULL,
	CONSTRAINT "group_events_group_version_pk" PRIMARY KEY("group","version")
);
--> statement-breakpoint
CREATE TABLE "group_links" (
	"group" text NOT NULL,
	"member" text NOT NULL,
	"proof_hash" text NOT NULL,
	CONSTRAINT "group_links_group_member_pk" PRIMARY KEY("group","member")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"next_call" bigint
);
--> statement-breakpoint
ALTER TABLE "group_events" ADD CONSTRAINT "group_events_group_groups_id_fk" FOREIGN KEY ("group") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_links" ADD CONSTRAINT "group_links_group_groups_id_fk" FOREIGN KEY ("group") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "groups_next_call" ON "groups" USING btree ("next_call");