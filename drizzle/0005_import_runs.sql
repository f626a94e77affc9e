CREATE TABLE "import_before" (
	"run" bigint NOT NULL,
	"target" text NOT NULL,
	"key" text NOT NULL,
	"before" jsonb NOT NULL,
	CONSTRAINT "import_before_run_target_key_pk" PRIMARY KEY("run","target","key")
);
--> statement-breakpoint
CREATE TABLE "import_reject" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"run" bigint NOT NULL,
	"row" integer NOT NULL,
	"column" text,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"value" text
);
--> statement-breakpoint
CREATE TABLE "import_run" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"gemeente" text,
	"year" integer,
	"level" text,
	"source" text NOT NULL,
	"sha256" text,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"dry_run" boolean DEFAULT false NOT NULL,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"rows_applied" integer DEFAULT 0 NOT NULL,
	"rows_unchanged" integer DEFAULT 0 NOT NULL,
	"rows_rejected" integer DEFAULT 0 NOT NULL,
	"rows_staged" integer DEFAULT 0 NOT NULL,
	"warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"problem" text,
	"by_user" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_run_status" CHECK ("import_run"."status" in ('received', 'parsed', 'staged', 'validated', 'applied', 'undone', 'refused', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "import_stage" (
	"run" bigint NOT NULL,
	"row" integer NOT NULL,
	"data" jsonb NOT NULL,
	"rejected" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "import_before" ADD CONSTRAINT "import_before_run_import_run_id_fk" FOREIGN KEY ("run") REFERENCES "public"."import_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_reject" ADD CONSTRAINT "import_reject_run_import_run_id_fk" FOREIGN KEY ("run") REFERENCES "public"."import_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_reject_run" ON "import_reject" USING btree ("run","row");--> statement-breakpoint
CREATE INDEX "import_run_started" ON "import_run" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "import_stage_run" ON "import_stage" USING btree ("run","row");