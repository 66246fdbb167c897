-- Events written before the log was chained had another shape and cannot be replayed. There has
-- been no release that wrote them, and a session lasts an hour: they go.
DELETE FROM "leases";--> statement-breakpoint
DELETE FROM "links";--> statement-breakpoint
DELETE FROM "session_events";--> statement-breakpoint
DELETE FROM "sessions";--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "lost_at" bigint;--> statement-breakpoint
ALTER TABLE "session_events" ADD COLUMN "hash" text NOT NULL;