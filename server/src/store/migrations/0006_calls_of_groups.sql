CREATE TABLE "briefs" (
	"group" text NOT NULL,
	"span" integer NOT NULL,
	"original" text NOT NULL,
	"member" text NOT NULL,
	"brief" jsonb NOT NULL,
	"saved_at" bigint NOT NULL,
	CONSTRAINT "briefs_group_span_original_member_pk" PRIMARY KEY("group","span","original","member")
);
--> statement-breakpoint
CREATE TABLE "commitments" (
	"group" text NOT NULL,
	"id" text NOT NULL,
	"commitment" jsonb NOT NULL,
	"session" text,
	"seat" integer,
	CONSTRAINT "commitments_group_id_pk" PRIMARY KEY("group","id")
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"session" text NOT NULL,
	"member" text NOT NULL,
	"text" text NOT NULL,
	"saved_at" bigint NOT NULL,
	CONSTRAINT "notes_session_member_pk" PRIMARY KEY("session","member")
);
--> statement-breakpoint
CREATE TABLE "pulses" (
	"session" text NOT NULL,
	"member" text NOT NULL,
	"useful" integer NOT NULL,
	"trust" integer NOT NULL,
	"time" integer NOT NULL,
	CONSTRAINT "pulses_session_member_pk" PRIMARY KEY("session","member")
);
--> statement-breakpoint
CREATE TABLE "remarks" (
	"session" text NOT NULL,
	"number" integer NOT NULL,
	"member" text NOT NULL,
	"kind" text NOT NULL,
	"to" text,
	"text" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "remarks_session_number_pk" PRIMARY KEY("session","number")
);
--> statement-breakpoint
CREATE TABLE "seat_notes" (
	"session" text NOT NULL,
	"number" integer NOT NULL,
	"holder" text NOT NULL,
	"author" text NOT NULL,
	"text" text,
	"at" bigint NOT NULL,
	CONSTRAINT "seat_notes_session_number_pk" PRIMARY KEY("session","number")
);
--> statement-breakpoint
ALTER TABLE "rosters" RENAME COLUMN "session" TO "owner";--> statement-breakpoint
ALTER TABLE "wrapped_keys" RENAME COLUMN "session" TO "owner";--> statement-breakpoint
ALTER TABLE "rosters" DROP CONSTRAINT "rosters_session_sessions_id_fk";
--> statement-breakpoint
ALTER TABLE "wrapped_keys" DROP CONSTRAINT "wrapped_keys_session_sessions_id_fk";
--> statement-breakpoint
ALTER TABLE "rosters" DROP CONSTRAINT "rosters_session_epoch_pk";--> statement-breakpoint
ALTER TABLE "wrapped_keys" DROP CONSTRAINT "wrapped_keys_session_epoch_member_pk";--> statement-breakpoint
ALTER TABLE "wrapped_keys" ALTER COLUMN "wrapped" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "rosters" ADD CONSTRAINT "rosters_owner_epoch_pk" PRIMARY KEY("owner","epoch");--> statement-breakpoint
ALTER TABLE "wrapped_keys" ADD CONSTRAINT "wrapped_keys_owner_epoch_member_pk" PRIMARY KEY("owner","epoch","member");--> statement-breakpoint
ALTER TABLE "group_links" ADD COLUMN "public_key" text;--> statement-breakpoint
ALTER TABLE "group_links" ADD COLUMN "vouchers" jsonb;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "deadline" bigint;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "open_session" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "group" text;--> statement-breakpoint
ALTER TABLE "wrapped_keys" ADD COLUMN "place" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "wrapped_keys" ADD COLUMN "public_key" text;--> statement-breakpoint
UPDATE "wrapped_keys" SET "public_key" = "links"."public_key" FROM "links" WHERE "links"."session" = "wrapped_keys"."owner" AND "links"."member" = "wrapped_keys"."member";--> statement-breakpoint
DELETE FROM "wrapped_keys" WHERE "public_key" IS NULL;--> statement-breakpoint
ALTER TABLE "wrapped_keys" ALTER COLUMN "public_key" SET NOT NULL;--> statement-breakpoint
UPDATE "groups" SET "deadline" = "next_call" - 900000;--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "briefs_group_groups_id_fk" FOREIGN KEY ("group") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_group_groups_id_fk" FOREIGN KEY ("group") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_session_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_session_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pulses" ADD CONSTRAINT "pulses_session_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remarks" ADD CONSTRAINT "remarks_session_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_notes" ADD CONSTRAINT "seat_notes_session_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_group_groups_id_fk" FOREIGN KEY ("group") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "groups_deadline" ON "groups" USING btree ("deadline");--> statement-breakpoint
ALTER TABLE "links" DROP COLUMN "public_key";