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
--> statement-breakpoint
CREATE INDEX "sessions_deadline" ON "sessions" USING btree ("deadline");
--> statement-breakpoint
-- Events written before the log was chained had another shape and cannot be replayed. There has
-- been no release that wrote them, and a session lasts an hour: they go.
DELETE FROM "leases";--> statement-breakpoint
DELETE FROM "links";--> statement-breakpoint
DELETE FROM "session_events";--> statement-breakpoint
DELETE FROM "sessions";--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "lost_at" bigint;--> statement-breakpoint
ALTER TABLE "session_events" ADD COLUMN "hash" text NOT NULL;
--> statement-breakpoint
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
--> statement-breakpoint
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
--> statement-breakpoint
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
--> statement-breakpoint
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
--> statement-breakpoint
CREATE SCHEMA drizzle;
--> statement-breakpoint
CREATE TABLE drizzle.__drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint);
--> statement-breakpoint
INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('as released', 1795390301205), ('as released', 1795394992048), ('as released', 1795401476122), ('as released', 1795414081520), ('as released', 1795415374099), ('as released', 1795423717855), ('as released', 1795426932076);
--> statement-breakpoint
INSERT INTO public."groups" SELECT * FROM json_populate_recordset(NULL::public."groups", '[{"id":"Bmindq6zoWTo","version":1,"status":"active","next_call":1795541280000,"deadline":1795540380000,"open_session":null}]');
--> statement-breakpoint
INSERT INTO public."briefs" SELECT * FROM json_populate_recordset(NULL::public."briefs", '[{"group":"Bmindq6zoWTo","span":0,"original":"2026-11-24T20:00","member":"m","brief":{"question":"as it was written in that version","context":"as it was written in that version","tried":"as it was written in that version","help":"as it was written in that version"},"saved_at":1795454929006}]');
--> statement-breakpoint
INSERT INTO public."sessions" SELECT * FROM json_populate_recordset(NULL::public."sessions", '[{"id":"daZBNc47HHdM","room":"r_xyrcVpMYzFxofsaSW5_3Bj7Zd7piC1","version":1,"status":"lobby","deadline":null,"room_closed":false,"group":null},
{"id":"c5F-2g-BScmg","room":"2oFS_hxBB-Nf2Ae16msk73Vlontk7wgc","version":7,"status":"running","deadline":1795454987308,"room_closed":false,"group":null}]');
--> statement-breakpoint
INSERT INTO public."commitments" SELECT * FROM json_populate_recordset(NULL::public."commitments", '[{"group":"Bmindq6zoWTo","id":"promise-1","commitment":{"id":"promise-1","owner":"m","text":"as it was written in that version","doneWhen":"as it was written in that version","ifThen":null,"madeAt":1795454929006,"due":1796059729006,"state":"open","settledAt":null,"carriedFrom":null,"carries":0,"checkIn":null,"seenBy":[]},"session":null,"seat":null}]');
--> statement-breakpoint
INSERT INTO public."contacts" SELECT * FROM json_populate_recordset(NULL::public."contacts", '[{"group":"Bmindq6zoWTo","member":"uW__gMeT_Zs2","email":"ayu@example.org","language":"id","off":[],"feed_hash":null,"sent_version":null},
{"group":"Bmindq6zoWTo","member":"hFsdg5bPgMLn","email":"budi@example.org","language":"id","off":[],"feed_hash":null,"sent_version":null},
{"group":"Bmindq6zoWTo","member":"26wANvia8LpD","email":"citra@example.org","language":"id","off":[],"feed_hash":null,"sent_version":null},
{"group":"Bmindq6zoWTo","member":"m9E7o5BwmE8s","email":"dewi@example.org","language":"id","off":[],"feed_hash":null,"sent_version":null}]');
--> statement-breakpoint
INSERT INTO public."group_events" SELECT * FROM json_populate_recordset(NULL::public."group_events", '[{"group":"Bmindq6zoWTo","version":1,"event":{"at": 1795454912149, "by": "operator", "hour": 3600000, "name": "Four of us", "type": "group-founded", "agenda": {"id": "four-seats", "seats": "all", "blocks": [{"id": "open", "led": true, "kind": "plenary", "seconds": 60}, {"id": "review", "kind": "round", "secondsEach": 60}, {"kind": "seats", "phases": [{"id": "present", "elastic": true, "seconds": 120}, {"id": "clarify", "elastic": true, "seconds": 120}, {"id": "think", "elastic": false, "seconds": 30}, {"id": "advise", "elastic": true, "seconds": 240}, {"id": "open", "elastic": true, "seconds": 90}, {"id": "commit", "elastic": false, "seconds": 90}, {"id": "handover", "elastic": false, "seconds": 30}], "longest": 1200}, {"kind": "reserve", "seconds": 120}, {"id": "closing", "kind": "round", "secondsEach": 30}, {"id": "next-call", "led": false, "kind": "plenary", "seconds": 120}, {"id": "goodbye", "led": false, "kind": "plenary", "seconds": 60}]}, "deputy": "hFsdg5bPgMLn", "sealed": false, "series": {"rule": "FREQ=WEEKLY", "zone": "Asia/Jakarta", "starts": "2026-11-25T00:28"}, "members": [{"id": "uW__gMeT_Zs2", "name": "Ayu", "zone": "Asia/Jakarta"}, {"id": "hFsdg5bPgMLn", "name": "Budi", "zone": "Asia/Jakarta"}, {"id": "26wANvia8LpD", "name": "Citra", "zone": "Asia/Jakarta"}, {"id": "m9E7o5BwmE8s", "name": "Dewi", "zone": "Asia/Jakarta"}], "purpose": "An honest hour.", "facilitator": "uW__gMeT_Zs2"}}]');
--> statement-breakpoint
INSERT INTO public."group_links" SELECT * FROM json_populate_recordset(NULL::public."group_links", '[{"group":"Bmindq6zoWTo","member":"uW__gMeT_Zs2","proof_hash":"4b915c92150dcfffa461cae103bb6509d496cf1f7a558c5f57c0e93552e55358","public_key":null,"vouchers":null},
{"group":"Bmindq6zoWTo","member":"hFsdg5bPgMLn","proof_hash":"6a62db2aab32882af23e19e1a2de0329bc863e93e534530cfd6fbd1f7401e71f","public_key":null,"vouchers":null},
{"group":"Bmindq6zoWTo","member":"26wANvia8LpD","proof_hash":"b6c1e6cd33d21dab3c7f69b806673cdfa7c67e36fe49fd7ff44a3bbc91d22464","public_key":null,"vouchers":null},
{"group":"Bmindq6zoWTo","member":"m9E7o5BwmE8s","proof_hash":"dc95390d3581581b6cf726d7c96d351a47469afb7267e9743d0960a2b2925c55","public_key":null,"vouchers":null}]');
--> statement-breakpoint
INSERT INTO public."hands" SELECT * FROM json_populate_recordset(NULL::public."hands", '[{"session":"c5F-2g-BScmg","member":"QGCYsfyVgtKA","raised_at":1795454927318}]');
--> statement-breakpoint
INSERT INTO public."leases" SELECT * FROM json_populate_recordset(NULL::public."leases", '[{"session":"c5F-2g-BScmg","member":"r4C4q9QwfNWE","tab":"tab-00000001","renewed_at":1795454927255,"lost_at":null},
{"session":"c5F-2g-BScmg","member":"LZsjyyyEFevg","tab":"tab-00000001","renewed_at":1795454927268,"lost_at":null},
{"session":"c5F-2g-BScmg","member":"QGCYsfyVgtKA","tab":"tab-00000001","renewed_at":1795454927277,"lost_at":null},
{"session":"c5F-2g-BScmg","member":"mnzjcoaCNVPi","tab":"tab-00000001","renewed_at":1795454927282,"lost_at":null}]');
--> statement-breakpoint
INSERT INTO public."links" SELECT * FROM json_populate_recordset(NULL::public."links", '[{"session":"daZBNc47HHdM","member":"zEQEqszX0oQ7","proof_hash":"e679b3e5fb3b4203b9c6d250496b15a81b79b53c32962156348ba512d9847877","revoked":false},
{"session":"daZBNc47HHdM","member":"jkrr7jQyc59g","proof_hash":"d3c62a72dda8a90172c9565c41ea35f4a5e90ae64fac58ba1dc2390feb638da2","revoked":false},
{"session":"daZBNc47HHdM","member":"hoNuRLY-E6Xc","proof_hash":"f7e03cd50a9edf667d77e4d6eca5fb1dd459ac29bdeddb759ac178c3ea06e1f6","revoked":false},
{"session":"daZBNc47HHdM","member":"cEv9wm9pXujh","proof_hash":"a9bd90589c3d1b88fefdf333d1011d5d5fa82b0c7ffc4d37d6b793a30b8a1662","revoked":false},
{"session":"c5F-2g-BScmg","member":"r4C4q9QwfNWE","proof_hash":"658b8c53f73f8e89f284e7c104f3ed19759d735d645303a7325bf42986740bf1","revoked":false},
{"session":"c5F-2g-BScmg","member":"LZsjyyyEFevg","proof_hash":"f1c9bda155fd72500e7ac417a39372411f2dbb609633985ac58a131cbd85e6e6","revoked":false},
{"session":"c5F-2g-BScmg","member":"mnzjcoaCNVPi","proof_hash":"97613856ff1fa7e0b446217fbe81fc59816e60be21afbaa04efc700ce61ca134","revoked":false},
{"session":"c5F-2g-BScmg","member":"QGCYsfyVgtKA","proof_hash":"d03de862d231cf75d897c56fbb26911455c6df393a1ec0627925e0ea4b92a2f0","revoked":false}]');
--> statement-breakpoint
INSERT INTO public."messages" SELECT * FROM json_populate_recordset(NULL::public."messages", '[{"session":"c5F-2g-BScmg","number":1,"member":"QGCYsfyVgtKA","text":"good evening","at":1795454927315}]');
--> statement-breakpoint
INSERT INTO public."notes" SELECT * FROM json_populate_recordset(NULL::public."notes", '[{"session":"daZBNc47HHdM","member":"m","text":"as it was written in that version","saved_at":1795454929006}]');
--> statement-breakpoint
INSERT INTO public."outbox" SELECT * FROM json_populate_recordset(NULL::public."outbox", '[{"group":"Bmindq6zoWTo","member":"uW__gMeT_Zs2","kind":"brief","call":"0 2026-11-25T00:28","change":0,"cycle":0,"until":1795537680000,"state":"waiting","attempts":1,"try_at":1795454987111,"claim":null,"claimed_at":1795454927055,"ended_at":null,"problem":"connect ECONNREFUSED 127.0.0.1:9"},
{"group":"Bmindq6zoWTo","member":"hFsdg5bPgMLn","kind":"brief","call":"0 2026-11-25T00:28","change":0,"cycle":0,"until":1795537680000,"state":"waiting","attempts":1,"try_at":1795454987147,"claim":null,"claimed_at":1795454927113,"ended_at":null,"problem":"connect ECONNREFUSED 127.0.0.1:9"},
{"group":"Bmindq6zoWTo","member":"26wANvia8LpD","kind":"brief","call":"0 2026-11-25T00:28","change":0,"cycle":0,"until":1795537680000,"state":"waiting","attempts":1,"try_at":1795454987177,"claim":null,"claimed_at":1795454927148,"ended_at":null,"problem":"connect ECONNREFUSED 127.0.0.1:9"},
{"group":"Bmindq6zoWTo","member":"m9E7o5BwmE8s","kind":"brief","call":"0 2026-11-25T00:28","change":0,"cycle":0,"until":1795537680000,"state":"waiting","attempts":1,"try_at":1795454987303,"claim":null,"claimed_at":1795454927178,"ended_at":null,"problem":"connect ECONNREFUSED 127.0.0.1:9"}]');
--> statement-breakpoint
INSERT INTO public."pulses" SELECT * FROM json_populate_recordset(NULL::public."pulses", '[{"session":"daZBNc47HHdM","member":"m","useful":5,"trust":4,"time":3}]');
--> statement-breakpoint
INSERT INTO public."remarks" SELECT * FROM json_populate_recordset(NULL::public."remarks", '[{"session":"daZBNc47HHdM","number":1,"member":"m","kind":"thanks","to":"n","text":"as it was written in that version","at":1795454929006}]');
--> statement-breakpoint
INSERT INTO public."rosters" SELECT * FROM json_populate_recordset(NULL::public."rosters", '[{"owner":"daZBNc47HHdM","epoch":1,"sealed":"M9xPXEciPJAUjOrh3NB8PB1omB3hu5GkhFE-JyNQgLL2x8l49LEUPUh4xOJ-BPEsZBeu9AvAtOwSAzIIJXzJ3APQL5ParS4ZRFbb6BOK94g8EZTkiEnvBQxmxr6nCN4gxddal8w7Pr6T3DB4UUgd4iv_H44pJHJFlF8yH9UR_ceoPKdoxWE5wR8gZuMdXw-CEJM_L31GG6En6rvA"}]');
--> statement-breakpoint
INSERT INTO public."seat_notes" SELECT * FROM json_populate_recordset(NULL::public."seat_notes", '[{"session":"daZBNc47HHdM","number":1,"holder":"m","author":"n","text":"as it was written in that version","at":1795454929006}]');
--> statement-breakpoint
INSERT INTO public."session_events" SELECT * FROM json_populate_recordset(NULL::public."session_events", '[{"session":"daZBNc47HHdM","version":1,"event":{"at": 1795454912102, "by": "operator", "hour": 60000, "type": "session-created", "order": ["zEQEqszX0oQ7", "jkrr7jQyc59g", "hoNuRLY-E6Xc", "cEv9wm9pXujh"], "agenda": {"id": "four-seats", "seats": "all", "blocks": [{"id": "open", "led": true, "kind": "plenary", "seconds": 60}, {"id": "review", "kind": "round", "secondsEach": 60}, {"kind": "seats", "phases": [{"id": "present", "elastic": true, "seconds": 120}, {"id": "clarify", "elastic": true, "seconds": 120}, {"id": "think", "elastic": false, "seconds": 30}, {"id": "advise", "elastic": true, "seconds": 240}, {"id": "open", "elastic": true, "seconds": 90}, {"id": "commit", "elastic": false, "seconds": 90}, {"id": "handover", "elastic": false, "seconds": 30}], "longest": 1200}, {"kind": "reserve", "seconds": 120}, {"id": "closing", "kind": "round", "secondsEach": 30}, {"id": "next-call", "led": false, "kind": "plenary", "seconds": 120}, {"id": "goodbye", "led": false, "kind": "plenary", "seconds": 60}]}, "deputy": "hoNuRLY-E6Xc", "sealed": true, "members": [{"id": "zEQEqszX0oQ7", "name": "Ada", "salt": "tjwD3E1cPuMj00FM0Fvxjw"}, {"id": "jkrr7jQyc59g", "name": "Ben", "salt": "bRjlf_NhWlwjqFaI-fG48A"}, {"id": "hoNuRLY-E6Xc", "name": "Cho", "salt": "DoOkHmFPE1zXJKlBZmgwKQ"}, {"id": "cEv9wm9pXujh", "name": "Dia", "salt": "aSt1KWDbC9lgf4qZVXU-yg"}], "practice": false, "facilitator": "cEv9wm9pXujh", "scheduledFor": null, "broughtForward": []},"hash":"e555163552f5d13712e8b1a16a6c375f74d40a4c51d1486d82741be99c543c00"},
{"session":"c5F-2g-BScmg","version":1,"event":{"at": 1795454927139, "by": "operator", "hour": 3600000, "type": "session-created", "order": ["r4C4q9QwfNWE", "LZsjyyyEFevg", "mnzjcoaCNVPi", "QGCYsfyVgtKA"], "agenda": {"id": "four-seats", "seats": "all", "blocks": [{"id": "open", "led": true, "kind": "plenary", "seconds": 60}, {"id": "review", "kind": "round", "secondsEach": 60}, {"kind": "seats", "phases": [{"id": "present", "elastic": true, "seconds": 120}, {"id": "clarify", "elastic": true, "seconds": 120}, {"id": "think", "elastic": false, "seconds": 30}, {"id": "advise", "elastic": true, "seconds": 240}, {"id": "open", "elastic": true, "seconds": 90}, {"id": "commit", "elastic": false, "seconds": 90}, {"id": "handover", "elastic": false, "seconds": 30}], "longest": 1200}, {"kind": "reserve", "seconds": 120}, {"id": "closing", "kind": "round", "secondsEach": 30}, {"id": "next-call", "led": false, "kind": "plenary", "seconds": 120}, {"id": "goodbye", "led": false, "kind": "plenary", "seconds": 60}]}, "deputy": "mnzjcoaCNVPi", "sealed": false, "members": [{"id": "r4C4q9QwfNWE", "name": "M0", "salt": "sWGe0YaNlDiA86sVQUscHQ"}, {"id": "LZsjyyyEFevg", "name": "M1", "salt": "ooUrx5NEdMS22RwTZeI5Qw"}, {"id": "mnzjcoaCNVPi", "name": "M2", "salt": "o8h75o3w5kl_xH8UlqS7Fg"}, {"id": "QGCYsfyVgtKA", "name": "M3", "salt": "TMvPsFCVkTH1JeqhoDX7kQ"}], "practice": false, "facilitator": "QGCYsfyVgtKA", "scheduledFor": null, "broughtForward": []},"hash":"66365a83fa09e4800019d5e3fd088c69aa85f219d99acbaeb29c221422a6c191"},
{"session":"c5F-2g-BScmg","version":2,"event":{"at": 1795454927257, "by": "r4C4q9QwfNWE", "type": "member-arrived", "member": "r4C4q9QwfNWE", "changes": []},"hash":"035c79e291200c9169ec43ae62aea4670d8a0f3f3f9f108c96ded76f02c9aab9"},
{"session":"c5F-2g-BScmg","version":3,"event":{"at": 1795454927269, "by": "LZsjyyyEFevg", "type": "member-arrived", "member": "LZsjyyyEFevg", "changes": []},"hash":"34c1807f03cf529b998a65710f8c6dd68fd69ae85b0df759f21613e784a331bd"},
{"session":"c5F-2g-BScmg","version":4,"event":{"at": 1795454927278, "by": "QGCYsfyVgtKA", "type": "member-arrived", "member": "QGCYsfyVgtKA", "changes": []},"hash":"a817d6254e6689601232e033c7d59967b34e9ceb2668f17b23d4b6c74537f75e"},
{"session":"c5F-2g-BScmg","version":5,"event":{"at": 1795454927284, "by": "mnzjcoaCNVPi", "type": "member-arrived", "member": "mnzjcoaCNVPi", "changes": []},"hash":"b824bb111a735b7685ce19c8b278e5d0772a2fcf838569133cf674fd71c6e6c4"},
{"session":"c5F-2g-BScmg","version":6,"event":{"at": 1795454927294, "by": "QGCYsfyVgtKA", "type": "session-started", "changes": []},"hash":"217e56835d0a3d5938385ad11664a274940e19cc30582fdbadaa4831452a92cf"},
{"session":"c5F-2g-BScmg","version":7,"event":{"at": 1795454927308, "by": "QGCYsfyVgtKA", "type": "segment-ended", "cause": "advanced", "changes": [{"by": -59986, "segment": "open"}, {"by": 59986, "segment": "reserve"}], "segment": "open"},"hash":"54649aa216037acd6b09bdd7deb097bf14520dfaa05a0ee364a868267e5b5e38"}]');
--> statement-breakpoint
INSERT INTO public."wrapped_keys" SELECT * FROM json_populate_recordset(NULL::public."wrapped_keys", '[{"owner":"daZBNc47HHdM","epoch":1,"member":"zEQEqszX0oQ7","wrapped":"Z26gT8tTvlt23sNvS1pvr1UlSSeLrbhZX7GEmv4uaARYDnIoS9VaSDsL7MvZfkQWwMAO8_XOd_lmK3vqpFsEvzcEsv9ksG3PHwKBN9p1RtQ","place":0,"public_key":"Awb2lT49csjrOwPaLtXghGvl9GHk2d9Qb5EXEFHzMQ8"},
{"owner":"daZBNc47HHdM","epoch":1,"member":"jkrr7jQyc59g","wrapped":"fh4NhgXIGmb_8WDVDhPT91LP_Z6YrJyvtRRV-oReISkIwDNagKwAyQP0bz6k8aECJoU5h9KmWj0bV5zjlg3i5snuTBRHly1psTUzs2XP_gc","place":1,"public_key":"Jd4y2c4IKsMtTf8DgoliBbPGwCrjxJgVyIwDLQRLCZw"},
{"owner":"daZBNc47HHdM","epoch":1,"member":"hoNuRLY-E6Xc","wrapped":"Ph_--jb7rqFrCEh8Xz-ifDyrph-PtJirhERa8C593wwL92pybOIZBMnAUsA0eOdRacu8mCq2l9F7vctA-Ai6rcMJsjfVJU3I0_6992I39Bc","place":2,"public_key":"xzZ1Cto_GM7FG6t5exyl9oxzX7uHH4I7odVGKt8YaSw"},
{"owner":"daZBNc47HHdM","epoch":1,"member":"cEv9wm9pXujh","wrapped":"7N3sMvnHUe-RDwFXALe3GSX8qljuuDmSf8SA1HyV34-p6TNkJITHYARsejDcEOyN6gnrtFd7AU0MsPh8gh_y0uLLBlIU09oz3MxvDtmPfRM","place":3,"public_key":"47O-23S_KBW-6kP2vFMSUFdNCH0Ki9kaAzOa_mJYXHs"}]');
