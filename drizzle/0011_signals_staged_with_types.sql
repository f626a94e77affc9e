-- Signals are many, so they are staged in columns with types of their own instead of jsonb; other kinds stay in import_stage.
CREATE TABLE "signal_stage" (
	"run" bigint NOT NULL,
	"row" integer NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"observed_on" date NOT NULL,
	"kind" text NOT NULL,
	"theme" text NOT NULL,
	"evidence" text NOT NULL,
	"channel" text,
	"accuracy" text NOT NULL,
	"point" geometry(Point, 28992),
	"stated_buurt" text,
	"audience" text NOT NULL,
	"status" text NOT NULL,
	"note" text,
	"note_asks" boolean NOT NULL,
	"reporter_key" text,
	"knows_duplicates" boolean NOT NULL,
	"duplicate_of" text
);
--> statement-breakpoint
CREATE INDEX "signal_stage_run" ON "signal_stage" USING btree ("run","row");--> statement-breakpoint
ALTER TABLE "import_stage" DROP COLUMN "rejected";--> statement-breakpoint
-- Signals that wait to be loaded stand in the old place, where nothing looks for them any more: whatever waits is read again.
TRUNCATE "import_stage";--> statement-breakpoint
-- Staging is thrown away after every run: no write-ahead log needed.
ALTER TABLE "signal_stage" SET UNLOGGED;--> statement-breakpoint
-- As import_stage in 0007: for the worker only.
GRANT SELECT, INSERT, UPDATE, DELETE ON "signal_stage" TO buurtfocus_worker;--> statement-breakpoint
ALTER TABLE "signal_stage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "signal_stage" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY worker_all ON "signal_stage" FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true);--> statement-breakpoint
-- As in 0007, for both tables; of signals only what they are looked up by, because statistics of points cost more than all others together.
CREATE OR REPLACE FUNCTION analyze_import_stage() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  ANALYZE import_stage;
  ANALYZE signal_stage (run, "row", source, source_id, theme);
END $$;
