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
INSERT INTO public."groups" SELECT * FROM json_populate_recordset(NULL::public."groups", '[{"id":"udGXjBZ25gDm","version":1,"status":"active","next_call":1795540380000,"deadline":1795539480000,"open_session":null}]');
--> statement-breakpoint
INSERT INTO public."briefs" SELECT * FROM json_populate_recordset(NULL::public."briefs", '[{"group":"udGXjBZ25gDm","span":0,"original":"2026-11-24T20:00","member":"m","brief":{"question":"as it was written in that version","context":"as it was written in that version","tried":"as it was written in that version","help":"as it was written in that version"},"saved_at":1795454015156}]');
--> statement-breakpoint
INSERT INTO public."sessions" SELECT * FROM json_populate_recordset(NULL::public."sessions", '[{"id":"m34fyxcRyZRW","room":"MaWIGq21ajJDNyDLc46IUJhbRRMiPTP9","version":1,"status":"lobby","deadline":null,"room_closed":false,"group":null},
{"id":"cFgHph9Y6Z9C","room":"mrb5PwvhaQD41M9tTiUOwa7aM8zWhUTN","version":7,"status":"running","deadline":1795454071596,"room_closed":false,"group":null}]');
--> statement-breakpoint
INSERT INTO public."commitments" SELECT * FROM json_populate_recordset(NULL::public."commitments", '[{"group":"udGXjBZ25gDm","id":"promise-1","commitment":{"id":"promise-1","owner":"m","text":"as it was written in that version","doneWhen":"as it was written in that version","ifThen":null,"madeAt":1795454015156,"due":1796058815156,"state":"open","settledAt":null,"carriedFrom":null,"carries":0,"checkIn":null,"seenBy":[]},"session":null,"seat":null}]');
--> statement-breakpoint
INSERT INTO public."contacts" SELECT * FROM json_populate_recordset(NULL::public."contacts", '[{"group":"udGXjBZ25gDm","member":"yzjU8FWQkpcS","email":"ayu@example.org","language":"id","off":[],"feed_hash":null,"sent_version":null},
{"group":"udGXjBZ25gDm","member":"R54NMikTjpj_","email":"budi@example.org","language":"id","off":[],"feed_hash":null,"sent_version":null},
{"group":"udGXjBZ25gDm","member":"PDn_KAB9PXdh","email":"citra@example.org","language":"id","off":[],"feed_hash":null,"sent_version":null},
{"group":"udGXjBZ25gDm","member":"I9s1Zi7ZtlXM","email":"dewi@example.org","language":"id","off":[],"feed_hash":null,"sent_version":null}]');
--> statement-breakpoint
INSERT INTO public."group_events" SELECT * FROM json_populate_recordset(NULL::public."group_events", '[{"group":"udGXjBZ25gDm","version":1,"event":{"at": 1795453996237, "by": "operator", "hour": 3600000, "name": "Four of us", "type": "group-founded", "agenda": {"id": "four-seats", "seats": "all", "blocks": [{"id": "open", "led": true, "kind": "plenary", "seconds": 60}, {"id": "review", "kind": "round", "secondsEach": 60}, {"kind": "seats", "phases": [{"id": "present", "elastic": true, "seconds": 120}, {"id": "clarify", "elastic": true, "seconds": 120}, {"id": "think", "elastic": false, "seconds": 30}, {"id": "advise", "elastic": true, "seconds": 240}, {"id": "open", "elastic": true, "seconds": 90}, {"id": "commit", "elastic": false, "seconds": 90}, {"id": "handover", "elastic": false, "seconds": 30}], "longest": 1200}, {"kind": "reserve", "seconds": 120}, {"id": "closing", "kind": "round", "secondsEach": 30}, {"id": "next-call", "led": false, "kind": "plenary", "seconds": 120}, {"id": "goodbye", "led": false, "kind": "plenary", "seconds": 60}]}, "deputy": "R54NMikTjpj_", "sealed": false, "series": {"rule": "FREQ=WEEKLY", "zone": "Asia/Jakarta", "starts": "2026-11-25T00:13"}, "members": [{"id": "yzjU8FWQkpcS", "name": "Ayu", "zone": "Asia/Jakarta"}, {"id": "R54NMikTjpj_", "name": "Budi", "zone": "Asia/Jakarta"}, {"id": "PDn_KAB9PXdh", "name": "Citra", "zone": "Asia/Jakarta"}, {"id": "I9s1Zi7ZtlXM", "name": "Dewi", "zone": "Asia/Jakarta"}], "purpose": "An honest hour.", "facilitator": "yzjU8FWQkpcS"}}]');
--> statement-breakpoint
INSERT INTO public."group_links" SELECT * FROM json_populate_recordset(NULL::public."group_links", '[{"group":"udGXjBZ25gDm","member":"yzjU8FWQkpcS","proof_hash":"8c248a555637f49e7038b2251d59892ff301c7efe7b56664ad8135264700f7d4","public_key":null,"vouchers":null},
{"group":"udGXjBZ25gDm","member":"R54NMikTjpj_","proof_hash":"9b8e2dc07dc874f0adfb968ddbba648a9500a3d1374779d4ece1ee6599bc6abc","public_key":null,"vouchers":null},
{"group":"udGXjBZ25gDm","member":"PDn_KAB9PXdh","proof_hash":"d9fd6182db7b8c2d29ec89a75d0f8e6687c3b692fff7605502f2fccfcbd9f815","public_key":null,"vouchers":null},
{"group":"udGXjBZ25gDm","member":"I9s1Zi7ZtlXM","proof_hash":"bfe339ce2777e7e37e27e399a5424e1322ca6dd044f5ff6ef108b2700f184b15","public_key":null,"vouchers":null}]');
--> statement-breakpoint
INSERT INTO public."hands" SELECT * FROM json_populate_recordset(NULL::public."hands", '[{"session":"cFgHph9Y6Z9C","member":"Fb8KQx2ATXQN","raised_at":1795454011609}]');
--> statement-breakpoint
INSERT INTO public."leases" SELECT * FROM json_populate_recordset(NULL::public."leases", '[{"session":"cFgHph9Y6Z9C","member":"InRO_XMMfN-P","tab":"tab-00000001","renewed_at":1795454011371,"lost_at":null},
{"session":"cFgHph9Y6Z9C","member":"NBuWJ7T1Ohva","tab":"tab-00000001","renewed_at":1795454011475,"lost_at":null},
{"session":"cFgHph9Y6Z9C","member":"JZwN2NymztnQ","tab":"tab-00000001","renewed_at":1795454011486,"lost_at":null},
{"session":"cFgHph9Y6Z9C","member":"Fb8KQx2ATXQN","tab":"tab-00000001","renewed_at":1795454011523,"lost_at":null}]');
--> statement-breakpoint
INSERT INTO public."links" SELECT * FROM json_populate_recordset(NULL::public."links", '[{"session":"m34fyxcRyZRW","member":"bFO9Ge6yX3ba","proof_hash":"2405b5691244dae22c403b5adc60cad02e317d47609fba11b9f72890891d08f7","revoked":false},
{"session":"m34fyxcRyZRW","member":"IKlgPRm0kr_C","proof_hash":"c7ca1cfd1ef4c2b843b8b684c1f3743e3128a83d0ba0e8fcaeb10434b007834b","revoked":false},
{"session":"m34fyxcRyZRW","member":"d8n_wEkFUhGZ","proof_hash":"dae92745eda90292e9a2088b3e51b2627e78ee30901a1d701d518e9b7cd61329","revoked":false},
{"session":"m34fyxcRyZRW","member":"2hX8kisJg2zi","proof_hash":"ded61360952ef29ee28534ee68019e8335721466b390f8b537b794830b2ceb2a","revoked":false},
{"session":"cFgHph9Y6Z9C","member":"InRO_XMMfN-P","proof_hash":"d21c6d5ebaff4af8273f456a7265e5b2d847bc285c866ab073145f559c07de48","revoked":false},
{"session":"cFgHph9Y6Z9C","member":"JZwN2NymztnQ","proof_hash":"b698dbcc13a806d526e8ead21292f5b6db6e941d10bcace11e65da16b8a5f1c2","revoked":false},
{"session":"cFgHph9Y6Z9C","member":"NBuWJ7T1Ohva","proof_hash":"c4dea1fec1309b115a34e28ff6b21f03fcb87a0b4fa7d31d939d8f108b4be635","revoked":false},
{"session":"cFgHph9Y6Z9C","member":"Fb8KQx2ATXQN","proof_hash":"f256bf50b212a428a8e24b2b57cd27ff6a5afa06e9b285ef4341dc16a4f46db4","revoked":false}]');
--> statement-breakpoint
INSERT INTO public."messages" SELECT * FROM json_populate_recordset(NULL::public."messages", '[{"session":"cFgHph9Y6Z9C","number":1,"member":"Fb8KQx2ATXQN","text":"good evening","at":1795454011605}]');
--> statement-breakpoint
INSERT INTO public."notes" SELECT * FROM json_populate_recordset(NULL::public."notes", '[{"session":"m34fyxcRyZRW","member":"m","text":"as it was written in that version","saved_at":1795454015156}]');
--> statement-breakpoint
INSERT INTO public."outbox" SELECT * FROM json_populate_recordset(NULL::public."outbox", '[{"group":"udGXjBZ25gDm","member":"yzjU8FWQkpcS","kind":"brief","call":"0 2026-11-25T00:13","change":0,"cycle":0,"until":1795536780000,"state":"waiting","attempts":1,"try_at":1795454071239,"claim":null,"claimed_at":1795454011106,"ended_at":null,"problem":"connect ECONNREFUSED 127.0.0.1:9"},
{"group":"udGXjBZ25gDm","member":"R54NMikTjpj_","kind":"brief","call":"0 2026-11-25T00:13","change":0,"cycle":0,"until":1795536780000,"state":"waiting","attempts":1,"try_at":1795454071615,"claim":null,"claimed_at":1795454011257,"ended_at":null,"problem":"connect ECONNREFUSED 127.0.0.1:9"},
{"group":"udGXjBZ25gDm","member":"PDn_KAB9PXdh","kind":"brief","call":"0 2026-11-25T00:13","change":0,"cycle":0,"until":1795536780000,"state":"waiting","attempts":1,"try_at":1795454071661,"claim":null,"claimed_at":1795454011616,"ended_at":null,"problem":"connect ECONNREFUSED 127.0.0.1:9"},
{"group":"udGXjBZ25gDm","member":"I9s1Zi7ZtlXM","kind":"brief","call":"0 2026-11-25T00:13","change":0,"cycle":0,"until":1795536780000,"state":"waiting","attempts":1,"try_at":1795454071693,"claim":null,"claimed_at":1795454011663,"ended_at":null,"problem":"connect ECONNREFUSED 127.0.0.1:9"}]');
--> statement-breakpoint
INSERT INTO public."pulses" SELECT * FROM json_populate_recordset(NULL::public."pulses", '[{"session":"m34fyxcRyZRW","member":"m","useful":5,"trust":4,"time":3}]');
--> statement-breakpoint
INSERT INTO public."remarks" SELECT * FROM json_populate_recordset(NULL::public."remarks", '[{"session":"m34fyxcRyZRW","number":1,"member":"m","kind":"thanks","to":"n","text":"as it was written in that version","at":1795454015156}]');
--> statement-breakpoint
INSERT INTO public."rosters" SELECT * FROM json_populate_recordset(NULL::public."rosters", '[{"owner":"m34fyxcRyZRW","epoch":1,"sealed":"Tr8z0CGE8_Cy66tAl46UxwKlrFj9mK3MwUd16DtqGCPqIsuq--9Gwk_aEGLH257kq_ROzvZA28yultA_XQYcv15wYwxxn2ISUueDVQRR0vt5o2gkFo8Pn891yWCYaSSU7Bhk-B47ZR9bzzU6M6GdXa4tBHPEDSK_x8NV5MiS3JzzHVAovXafLByFLMBHO57wCxLKY400GiKbGnoo"}]');
--> statement-breakpoint
INSERT INTO public."seat_notes" SELECT * FROM json_populate_recordset(NULL::public."seat_notes", '[{"session":"m34fyxcRyZRW","number":1,"holder":"m","author":"n","text":"as it was written in that version","at":1795454015156}]');
--> statement-breakpoint
INSERT INTO public."session_events" SELECT * FROM json_populate_recordset(NULL::public."session_events", '[{"session":"m34fyxcRyZRW","version":1,"event":{"at": 1795453996194, "by": "operator", "hour": 60000, "type": "session-created", "order": ["bFO9Ge6yX3ba", "IKlgPRm0kr_C", "d8n_wEkFUhGZ", "2hX8kisJg2zi"], "agenda": {"id": "four-seats", "seats": "all", "blocks": [{"id": "open", "led": true, "kind": "plenary", "seconds": 60}, {"id": "review", "kind": "round", "secondsEach": 60}, {"kind": "seats", "phases": [{"id": "present", "elastic": true, "seconds": 120}, {"id": "clarify", "elastic": true, "seconds": 120}, {"id": "think", "elastic": false, "seconds": 30}, {"id": "advise", "elastic": true, "seconds": 240}, {"id": "open", "elastic": true, "seconds": 90}, {"id": "commit", "elastic": false, "seconds": 90}, {"id": "handover", "elastic": false, "seconds": 30}], "longest": 1200}, {"kind": "reserve", "seconds": 120}, {"id": "closing", "kind": "round", "secondsEach": 30}, {"id": "next-call", "led": false, "kind": "plenary", "seconds": 120}, {"id": "goodbye", "led": false, "kind": "plenary", "seconds": 60}]}, "deputy": "d8n_wEkFUhGZ", "sealed": true, "members": [{"id": "bFO9Ge6yX3ba", "name": "Ada"}, {"id": "IKlgPRm0kr_C", "name": "Ben"}, {"id": "d8n_wEkFUhGZ", "name": "Cho"}, {"id": "2hX8kisJg2zi", "name": "Dia"}], "practice": false, "facilitator": "2hX8kisJg2zi", "scheduledFor": null, "broughtForward": []},"hash":"02aa47e6f02d5a5ddff4af8e2ab404f3aa1aeb722dd86ea7e516896ee62ca8fc"},
{"session":"cFgHph9Y6Z9C","version":1,"event":{"at": 1795454011197, "by": "operator", "hour": 3600000, "type": "session-created", "order": ["InRO_XMMfN-P", "JZwN2NymztnQ", "NBuWJ7T1Ohva", "Fb8KQx2ATXQN"], "agenda": {"id": "four-seats", "seats": "all", "blocks": [{"id": "open", "led": true, "kind": "plenary", "seconds": 60}, {"id": "review", "kind": "round", "secondsEach": 60}, {"kind": "seats", "phases": [{"id": "present", "elastic": true, "seconds": 120}, {"id": "clarify", "elastic": true, "seconds": 120}, {"id": "think", "elastic": false, "seconds": 30}, {"id": "advise", "elastic": true, "seconds": 240}, {"id": "open", "elastic": true, "seconds": 90}, {"id": "commit", "elastic": false, "seconds": 90}, {"id": "handover", "elastic": false, "seconds": 30}], "longest": 1200}, {"kind": "reserve", "seconds": 120}, {"id": "closing", "kind": "round", "secondsEach": 30}, {"id": "next-call", "led": false, "kind": "plenary", "seconds": 120}, {"id": "goodbye", "led": false, "kind": "plenary", "seconds": 60}]}, "deputy": "NBuWJ7T1Ohva", "sealed": false, "members": [{"id": "InRO_XMMfN-P", "name": "M0"}, {"id": "JZwN2NymztnQ", "name": "M1"}, {"id": "NBuWJ7T1Ohva", "name": "M2"}, {"id": "Fb8KQx2ATXQN", "name": "M3"}], "practice": false, "facilitator": "Fb8KQx2ATXQN", "scheduledFor": null, "broughtForward": []},"hash":"a828a20e3f79058d59863aa0ad00f7fd1f88317a4cea6e03ee8d582ec4d88fcc"},
{"session":"cFgHph9Y6Z9C","version":2,"event":{"at": 1795454011452, "by": "InRO_XMMfN-P", "type": "member-arrived", "member": "InRO_XMMfN-P", "changes": []},"hash":"cdf61397ce8ead414ae0942c9b28e01c453b3ba281820c54551cdb777bb4a301"},
{"session":"cFgHph9Y6Z9C","version":3,"event":{"at": 1795454011481, "by": "NBuWJ7T1Ohva", "type": "member-arrived", "member": "NBuWJ7T1Ohva", "changes": []},"hash":"5597125949b533bf0c2367997a287899b98a23b778ae615638c7cb4b8e40254a"},
{"session":"cFgHph9Y6Z9C","version":4,"event":{"at": 1795454011487, "by": "JZwN2NymztnQ", "type": "member-arrived", "member": "JZwN2NymztnQ", "changes": []},"hash":"3d7aa03c0263263d292c9c486f759ce2bee957f63a66a9c798d9383d3003b92b"},
{"session":"cFgHph9Y6Z9C","version":5,"event":{"at": 1795454011528, "by": "Fb8KQx2ATXQN", "type": "member-arrived", "member": "Fb8KQx2ATXQN", "changes": []},"hash":"189833532b1c1d2f389956c888671cd8ab33e1c6356a226e3e3b0798b94f68c9"},
{"session":"cFgHph9Y6Z9C","version":6,"event":{"at": 1795454011570, "by": "Fb8KQx2ATXQN", "type": "session-started", "changes": []},"hash":"76b66d116e8a3592761e4a3fa234e96c4dfaf5bed4c4a6b1601130f27b42306d"},
{"session":"cFgHph9Y6Z9C","version":7,"event":{"at": 1795454011596, "by": "Fb8KQx2ATXQN", "type": "segment-ended", "cause": "advanced", "changes": [{"by": -59974, "segment": "open"}, {"by": 59974, "segment": "reserve"}], "segment": "open"},"hash":"22b6d6b33ab25a4da5ecb9593765167ecae1e4a24fe2c92c922fa061472e4660"}]');
--> statement-breakpoint
INSERT INTO public."wrapped_keys" SELECT * FROM json_populate_recordset(NULL::public."wrapped_keys", '[{"owner":"m34fyxcRyZRW","epoch":1,"member":"bFO9Ge6yX3ba","wrapped":"a9eMe_PgcOzos_46z__DDvXwFUeh7lzpAR15q4IWREmkWl0W8lKs3it9G_i5brP-80R9TyqS-LjZOOVqsUCAz-Nl8HymYy3dr7Y2A__8zFI","place":0,"public_key":"8fVoD3veu08NiI8hRZq4tKLNymCWYq0fpidFBGodkaQ"},
{"owner":"m34fyxcRyZRW","epoch":1,"member":"IKlgPRm0kr_C","wrapped":"Q2KY3zVe8eGWFqMunxhTck7xmyS0WSJzsR5Fk-sDClIRbiYG4o2yVTWecmHgxWzqn0LJ1P8OFy07ZhFF3RTFzWuZ0mcw2GWi0qQ8NCsCYUY","place":1,"public_key":"zFxbu5_MHqXIetJEX-j-1LsL8bzN1ji_tSMi5ueKb0g"},
{"owner":"m34fyxcRyZRW","epoch":1,"member":"d8n_wEkFUhGZ","wrapped":"i2m_2ZNo-wiQFLeUefnAgVL7aYCOnP7gTU4cVJI35-E4xW7g3vX6HsvLi9RqH5ZTsb4XBcUdyxfzKqQC66vHsoknJDP2V3rxcA7wN0ynzpE","place":2,"public_key":"ZFrP7BZ15LRZuah8klwcjvkGZHlu5abhDH3epdxWJh0"},
{"owner":"m34fyxcRyZRW","epoch":1,"member":"2hX8kisJg2zi","wrapped":"eF_bLRa7te23n8GLjo3TcU5G_CAwiLw0dbZD1rdto0ipEZ6dbJy_w931AGesqaaBwEduTz6Qm3RiSWDEuxdVrxmyaPg-lx32nQGLncn2KO4","place":3,"public_key":"Vv7EEkWpDATJzS1xANAfwATvH2GF8MiCTXPajyladRo"}]');
