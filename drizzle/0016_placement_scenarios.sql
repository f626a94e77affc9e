CREATE TABLE "placement_scenario" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"source" text DEFAULT 'app' NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	"import_run" bigint,
	"theme" text NOT NULL,
	"name" text NOT NULL,
	"on" date NOT NULL,
	"question" jsonb NOT NULL,
	"input" jsonb NOT NULL,
	"result" jsonb NOT NULL,
	"method" text NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "placement_scenario_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "placement_scenario_name" CHECK (length("placement_scenario"."name") between 1 and 80)
);
--> statement-breakpoint
ALTER TABLE "placement_scenario" ADD CONSTRAINT "placement_scenario_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_scenario" ADD CONSTRAINT "placement_scenario_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "placement_scenario_theme" ON "placement_scenario" USING btree ("theme");
--> statement-breakpoint
-- By hand from here. Scenarios of "Waar spreekuur?": read by staff who see counts (they hold classes of coverage and inhabitants, no counts of signals), kept by who made them.
GRANT CREATE ON SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON placement_scenario TO buurtfocus_worker;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE placement_scenario_id_seq TO buurtfocus_worker;
--> statement-breakpoint
CREATE TRIGGER keep_frame BEFORE INSERT OR UPDATE ON placement_scenario FOR EACH ROW EXECUTE FUNCTION keep_frame();
--> statement-breakpoint
-- What was taken away more than 30 days ago goes when somebody saves.
CREATE FUNCTION forget_scenarios() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM placement_scenario WHERE removed_at < now() - interval '30 days';
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION forget_scenarios() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION forget_scenarios() TO buurtfocus_worker, buurtfocus_app;
--> statement-breakpoint
ALTER FUNCTION forget_scenarios() OWNER TO buurtfocus_worker;
--> statement-breakpoint
CREATE TRIGGER forget_scenarios AFTER INSERT ON placement_scenario FOR EACH STATEMENT EXECUTE FUNCTION forget_scenarios();
--> statement-breakpoint
ALTER TABLE placement_scenario ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE placement_scenario FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY worker_all ON placement_scenario FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT (gemeente, source_id, theme, name, "on", question, input, result, method), UPDATE (name, removed_at) ON placement_scenario TO buurtfocus_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE placement_scenario_id_seq TO buurtfocus_app;
--> statement-breakpoint
-- What was taken away is seen by its maker only, who can bring it back.
CREATE POLICY scenario_read ON placement_scenario FOR SELECT TO buurtfocus_app
  USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser') AND (removed_at IS NULL OR created_by = (SELECT my_id())));
--> statement-breakpoint
CREATE POLICY scenario_save ON placement_scenario FOR INSERT TO buurtfocus_app
  WITH CHECK ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser') AND created_by = (SELECT my_id()));
--> statement-breakpoint
CREATE POLICY scenario_keep ON placement_scenario FOR UPDATE TO buurtfocus_app
  USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser') AND created_by = (SELECT my_id())) WITH CHECK (created_by = (SELECT my_id()));
