CREATE TABLE "leases" (
	"session" text NOT NULL,
	"member" text NOT NULL,
	"tab" text NOT NULL,
	"renewed_at" bigint NOT NULL,
	CONSTRAINT "leases_session_member_tab_pk" PRIMARY KEY("session","member","tab")
);
--> statement-breakpoint
CREATE TABLE "links" (
	"session" text NOT NULL,
	"member" text NOT NULL,
	"proof_hash" text NOT NULL,
	"revoked" boolean DEFAULT false NOT NULL,
	CONSTRAINT "links_session_member_pk" PRIMARY KEY("session","member")
);
--> statement-breakpoint
CREATE TABLE "session_events" (
	"session" text NOT NULL,
	"version" integer NOT NULL,
	"event" jsonb NOT NULL,
	CONSTRAINT "session_events_session_version_pk" PRIMARY KEY("session","version")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"room" text NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"deadline" bigint,
	"room_closed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "sessions_room_unique" UNIQUE("room")
);
--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_session_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_session_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_session_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;