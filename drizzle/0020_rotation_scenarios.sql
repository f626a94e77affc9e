CREATE TABLE "rotation_scenario" (
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
	"name" text NOT NULL,
	"from_year" smallint NOT NULL,
	"years" smallint NOT NULL,
	"question" jsonb NOT NULL,
	"input" jsonb NOT NULL,
	"result" jsonb NOT NULL,
	"method" text NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "rotation_scenario_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "rotation_scenario_name" CHECK (length("rotation_scenario"."name") between 1 and 80),
	CONSTRAINT "rotation_scenario_years" CHECK ("rotation_scenario"."from_year" between 2000 and 2100 and "rotation_scenario"."years" between 1 and 10)
);
--> statement-breakpoint
ALTER TABLE "rotation_scenario" ADD CONSTRAINT "rotation_scenario_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- By hand from here. Schedules of focus buurten: read by staff who see counts (they hold scaled criteria, no counts of signals), made and kept by planners.
GRANT CREATE ON SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON rotation_scenario TO buurtfocus_worker;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE rotation_scenario_id_seq TO buurtfocus_worker;
--> statement-breakpoint
CREATE TRIGGER keep_frame BEFORE INSERT OR UPDATE ON rotation_scenario FOR EACH ROW EXECUTE FUNCTION keep_frame();
--> statement-breakpoint
-- What was taken away more than 30 days ago goes when somebody saves.
CREATE FUNCTION forget_rotations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM rotation_scenario WHERE removed_at < now() - interval '30 days';
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION forget_rotations() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION forget_rotations() TO buurtfocus_worker, buurtfocus_app;
--> statement-breakpoint
ALTER FUNCTION forget_rotations() OWNER TO buurtfocus_worker;
--> statement-breakpoint
CREATE TRIGGER forget_rotations AFTER INSERT ON rotation_scenario FOR EACH STATEMENT EXECUTE FUNCTION forget_rotations();
--> statement-breakpoint
ALTER TABLE rotation_scenario ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE rotation_scenario FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY worker_all ON rotation_scenario FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT (gemeente, source_id, name, from_year, years, question, input, result, method), UPDATE (name, removed_at) ON rotation_scenario TO buurtfocus_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE rotation_scenario_id_seq TO buurtfocus_app;
--> statement-breakpoint
-- What was taken away is seen by its maker only, who can bring it back.
CREATE POLICY rotation_read ON rotation_scenario FOR SELECT TO buurtfocus_app
  USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser') AND (removed_at IS NULL OR created_by = (SELECT my_id())));
--> statement-breakpoint
CREATE POLICY rotation_save ON rotation_scenario FOR INSERT TO buurtfocus_app
  WITH CHECK ((SELECT my_role()) = 'planner' AND created_by = (SELECT my_id()));
--> statement-breakpoint
CREATE POLICY rotation_keep ON rotation_scenario FOR UPDATE TO buurtfocus_app
  USING ((SELECT my_role()) = 'planner' AND created_by = (SELECT my_id())) WITH CHECK (created_by = (SELECT my_id()));
