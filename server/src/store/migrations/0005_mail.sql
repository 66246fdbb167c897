CREATE TABLE "contacts" (
	"group" text NOT NULL,
	"member" text NOT NULL,
	"email" text,
	"language" text NOT NULL,
	"off" jsonb NOT NULL,
	"feed_hash" text,
	"sent_version" integer,
	CONSTRAINT "contacts_group_member_pk" PRIMARY KEY("group","member"),
	CONSTRAINT "contacts_feed_hash_unique" UNIQUE("feed_hash")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"group" text NOT NULL,
	"member" text NOT NULL,
	"kind" text NOT NULL,
	"call" text NOT NULL,
	"change" integer NOT NULL,
	"cycle" bigint NOT NULL,
	"until" bigint NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"try_at" bigint NOT NULL,
	"claim" text,
	"claimed_at" bigint,
	"ended_at" bigint,
	"problem" text,
	CONSTRAINT "outbox_group_member_kind_call_change_pk" PRIMARY KEY("group","member","kind","call","change")
);
--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_group_groups_id_fk" FOREIGN KEY ("group") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_group_groups_id_fk" FOREIGN KEY ("group") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_try_at" ON "outbox" USING btree ("state","try_at");--> statement-breakpoint
CREATE INDEX "outbox_cycle" ON "outbox" USING btree ("group","member","cycle");