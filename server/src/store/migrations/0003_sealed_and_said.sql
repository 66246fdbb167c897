CREATE TABLE "hands" (
	"session" text NOT NULL,
	"member" text NOT NULL,
	"raised_at" bigint NOT NULL,
	CONSTRAINT "hands_session_member_pk" PRIMARY KEY("session","member")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"session" text NOT NULL,
	"number" integer NOT NULL,
	"member" text NOT NULL,
	"text" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "messages_session_number_pk" PRIMARY KEY("session","number")
);
--> statement-breakpoint
CREATE TABLE "rosters" (
	"session" text NOT NULL,
	"epoch" integer NOT NULL,
	"sealed" text NOT NULL,
	CONSTRAINT "rosters_session_epoch_pk" PRIMARY KEY("session","epoch")
);
--> statement-breakpoint
CREATE TABLE "wrapped_keys" (
	"session" text NOT NULL,
	"epoch" integer NOT NULL,
	"member" text NOT NULL,
	"wrapped" text NOT NULL,
	CONSTRAINT "wrapped_keys_session_epoch_member_pk" PRIMARY KEY("session","epoch","member")
);
--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "public_key" text;--> statement-breakpoint
ALTER TABLE "hands" ADD CONSTRAINT "hands_session_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_session_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rosters" ADD CONSTRAINT "rosters_session_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wrapped_keys" ADD CONSTRAINT "wrapped_keys_session_sessions_id_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;