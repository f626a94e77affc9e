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
	"reporter_key" text,
	"knows_duplicates" boolean NOT NULL,
	"duplicate_of" text
);
--> statement-breakpoint
CREATE INDEX "signal_stage_run" ON "signal_stage" USING btree ("run","row");--> statement-breakpoint
ALTER TABLE "import_stage" DROP COLUMN "rejected";--> statement-breakpoint
-- Staging is thrown away after every run: no write-ahead log needed.
ALTER TABLE "signal_stage" SET UNLOGGED;
