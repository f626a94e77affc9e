CREATE TABLE "platform_action" (
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
	"platform" bigint NOT NULL,
	"meeting" bigint,
	"title" text NOT NULL,
	"by" text NOT NULL,
	"team" text,
	"organisation" bigint,
	"due" date,
	"status" text DEFAULT 'open' NOT NULL,
	"done_on" date,
	"outcome" text,
	CONSTRAINT "platform_action_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "platform_action_status" CHECK ("platform_action"."status" in ('open', 'done', 'dropped')),
	CONSTRAINT "platform_action_done" CHECK (("platform_action"."status" = 'done') = ("platform_action"."done_on" is not null)),
	CONSTRAINT "platform_action_by" CHECK (case "platform_action"."by" when 'platform' then num_nonnulls("platform_action"."team", "platform_action"."organisation") = 0 when 'gemeente' then "platform_action"."organisation" is null when 'organisation' then "platform_action"."team" is null and "platform_action"."organisation" is not null else false end)
);
--> statement-breakpoint
CREATE TABLE "platform_meeting" (
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
	"platform" bigint NOT NULL,
	"held_on" date NOT NULL,
	"start_time" time NOT NULL,
	"end_time" time,
	"venue" bigint,
	"place" text,
	"status" text DEFAULT 'planned' NOT NULL,
	"agenda" text,
	"summary" text,
	CONSTRAINT "platform_meeting_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "platform_meeting_status" CHECK ("platform_meeting"."status" in ('planned', 'cancelled', 'held')),
	CONSTRAINT "platform_meeting_times" CHECK ("platform_meeting"."end_time" > "platform_meeting"."start_time"),
	CONSTRAINT "platform_meeting_place" CHECK ("platform_meeting"."status" = 'cancelled' or num_nonnulls("platform_meeting"."venue", "platform_meeting"."place") > 0),
	CONSTRAINT "platform_meeting_summary" CHECK ("platform_meeting"."summary" is null or "platform_meeting"."status" = 'held')
);
--> statement-breakpoint
CREATE TABLE "wijkplatform" (
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
	"form" text NOT NULL,
	"buurten" text[] NOT NULL,
	"about" text,
	"organisation" bigint,
	"from" date,
	"to" date,
	CONSTRAINT "wijkplatform_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "wijkplatform_form" CHECK ("wijkplatform"."form" in ('bewonersgroep', 'vereniging', 'stichting', 'dorpsraad', 'anders')),
	CONSTRAINT "wijkplatform_buurten" CHECK (cardinality("wijkplatform"."buurten") > 0),
	CONSTRAINT "wijkplatform_from_to" CHECK ("wijkplatform"."to" > "wijkplatform"."from")
);
--> statement-breakpoint
ALTER TABLE "platform_action" ADD CONSTRAINT "platform_action_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_action" ADD CONSTRAINT "platform_action_platform_wijkplatform_id_fk" FOREIGN KEY ("platform") REFERENCES "public"."wijkplatform"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_action" ADD CONSTRAINT "platform_action_meeting_platform_meeting_id_fk" FOREIGN KEY ("meeting") REFERENCES "public"."platform_meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_action" ADD CONSTRAINT "platform_action_team_team_slug_fk" FOREIGN KEY ("team") REFERENCES "public"."team"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_action" ADD CONSTRAINT "platform_action_organisation_organisation_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_meeting" ADD CONSTRAINT "platform_meeting_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_meeting" ADD CONSTRAINT "platform_meeting_platform_wijkplatform_id_fk" FOREIGN KEY ("platform") REFERENCES "public"."wijkplatform"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_meeting" ADD CONSTRAINT "platform_meeting_venue_venue_id_fk" FOREIGN KEY ("venue") REFERENCES "public"."venue"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wijkplatform" ADD CONSTRAINT "wijkplatform_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wijkplatform" ADD CONSTRAINT "wijkplatform_organisation_organisation_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "platform_action_platform" ON "platform_action" USING btree ("platform");--> statement-breakpoint
CREATE INDEX "platform_action_meeting" ON "platform_action" USING btree ("meeting");--> statement-breakpoint
CREATE INDEX "platform_meeting_platform" ON "platform_meeting" USING btree ("platform","held_on");--> statement-breakpoint
CREATE INDEX "wijkplatform_organisation" ON "wijkplatform" USING btree ("organisation");--> statement-breakpoint
-- By hand from here: a platform is of its residents (S21, N3). The organisation that it is keeps platform, meetings and agenda, or the administrator on its behalf; a
-- wijkmanager and the team that promised something keep what was agreed, and nothing of the agenda. Everybody who is signed in reads: all of it is meant to be public.
GRANT CREATE ON SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON wijkplatform, platform_meeting, platform_action TO buurtfocus_worker, buurtfocus_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE wijkplatform_id_seq, platform_meeting_id_seq, platform_action_id_seq TO buurtfocus_worker, buurtfocus_app;
--> statement-breakpoint
CREATE FUNCTION my_platforms() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(id), '{}') FROM wijkplatform WHERE my_role() = 'admin' OR organisation = my_organisation()
$$;
--> statement-breakpoint
COMMENT ON FUNCTION my_platforms IS 'Wijkplatforms that the reader keeps: those of the own organisation, and all of them for the administrator.';
--> statement-breakpoint
CREATE FUNCTION my_platforms_near() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(id), '{}') FROM wijkplatform WHERE buurten && my_buurten()
$$;
--> statement-breakpoint
COMMENT ON FUNCTION my_platforms_near IS 'Wijkplatforms about a buurt in the werkgebieden that a wijkmanager serves today.';
--> statement-breakpoint
-- What belongs together is of one gemeente, and a meeting that was agreed at is of the same platform. A meeting that has not been is not held.
CREATE FUNCTION check_platform() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  at jsonb := to_jsonb(NEW);
BEGIN
  IF TG_TABLE_NAME <> 'wijkplatform' AND NOT EXISTS (SELECT FROM wijkplatform w WHERE w.id = (at->>'platform')::bigint AND w.gemeente = NEW.gemeente) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF004', TABLE = TG_TABLE_NAME, COLUMN = 'platform', MESSAGE = 'Dit wijkplatform bestaat niet in deze gemeente';
  END IF;
  IF at->>'organisation' IS NOT NULL AND NOT EXISTS (SELECT FROM organisation o WHERE o.id = (at->>'organisation')::bigint AND o.gemeente = NEW.gemeente) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF004', TABLE = TG_TABLE_NAME, COLUMN = 'organisation', MESSAGE = 'Deze organisatie bestaat niet in deze gemeente';
  END IF;
  IF at->>'venue' IS NOT NULL AND NOT EXISTS (SELECT FROM venue v WHERE v.id = (at->>'venue')::bigint AND v.gemeente = NEW.gemeente) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF004', TABLE = TG_TABLE_NAME, COLUMN = 'venue', MESSAGE = 'Deze locatie bestaat niet in deze gemeente';
  END IF;
  IF at->>'meeting' IS NOT NULL AND NOT EXISTS (SELECT FROM platform_meeting m WHERE m.id = (at->>'meeting')::bigint AND m.platform = (at->>'platform')::bigint) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF004', TABLE = TG_TABLE_NAME, COLUMN = 'meeting', MESSAGE = 'Deze bijeenkomst is niet van dit wijkplatform';
  END IF;
  IF TG_TABLE_NAME = 'platform_meeting' AND at->>'status' = 'held' AND (at->>'held_on')::date > (now() AT TIME ZONE 'Europe/Amsterdam')::date THEN
    RAISE EXCEPTION USING ERRCODE = 'BF007', TABLE = 'platform_meeting', COLUMN = 'held_on', MESSAGE = 'Een bijeenkomst die nog komt, kan niet geweest zijn';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- A meeting keeps its platform while something was agreed at it.
CREATE FUNCTION keep_platform() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM platform_action a WHERE a.meeting = NEW.id AND a.platform <> NEW.platform) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF004', TABLE = 'platform_meeting', COLUMN = 'platform', MESSAGE = 'Op deze bijeenkomst is iets afgesproken: zij blijft van dit wijkplatform';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_platform AFTER UPDATE OF platform ON platform_meeting FOR EACH ROW EXECUTE FUNCTION keep_platform();
--> statement-breakpoint
CREATE TRIGGER lists_inserted AFTER INSERT ON wijkplatform REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION check_lists('buurten', 'buurten');
--> statement-breakpoint
CREATE TRIGGER lists_updated AFTER UPDATE ON wijkplatform REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION check_lists('buurten', 'buurten');
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['my_platforms()', 'my_platforms_near()', 'check_platform()', 'keep_platform()'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO buurtfocus_worker, buurtfocus_app', name);
    EXECUTE format('ALTER FUNCTION %s OWNER TO buurtfocus_worker', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['wijkplatform', 'platform_meeting', 'platform_action'] LOOP
    EXECUTE format('CREATE TRIGGER keep_frame BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_frame()', name);
    EXECUTE format('CREATE TRIGGER check_platform BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION check_platform()', name);
    EXECUTE format('CREATE TRIGGER record_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION record_changes()', name);
    EXECUTE format('CREATE TRIGGER record_updated AFTER UPDATE ON %I REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION record_changes()', name);
    EXECUTE format('CREATE TRIGGER record_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION record_changes()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker_all ON %I FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY platform_read ON %I FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) <> %L)', name, '');
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_worker;
--> statement-breakpoint
CREATE POLICY platform_by_admin ON wijkplatform FOR ALL TO buurtfocus_app USING ((SELECT my_role()) = 'admin') WITH CHECK ((SELECT my_role()) = 'admin');
--> statement-breakpoint
CREATE POLICY platform_by_itself ON wijkplatform FOR UPDATE TO buurtfocus_app USING (organisation = (SELECT my_organisation())) WITH CHECK (organisation = (SELECT my_organisation()));
--> statement-breakpoint
CREATE POLICY meeting_by_platform ON platform_meeting FOR ALL TO buurtfocus_app USING (platform = ANY ((SELECT my_platforms())::bigint[])) WITH CHECK (platform = ANY ((SELECT my_platforms())::bigint[]));
--> statement-breakpoint
CREATE POLICY action_by_platform ON platform_action FOR ALL TO buurtfocus_app USING (platform = ANY ((SELECT my_platforms())::bigint[])) WITH CHECK (platform = ANY ((SELECT my_platforms())::bigint[]));
--> statement-breakpoint
CREATE POLICY action_added_near ON platform_action FOR INSERT TO buurtfocus_app WITH CHECK (platform = ANY ((SELECT my_platforms_near())::bigint[]));
--> statement-breakpoint
CREATE POLICY action_changed_near ON platform_action FOR UPDATE TO buurtfocus_app USING (platform = ANY ((SELECT my_platforms_near())::bigint[])) WITH CHECK (platform = ANY ((SELECT my_platforms_near())::bigint[]));
--> statement-breakpoint
CREATE POLICY action_of_team ON platform_action FOR UPDATE TO buurtfocus_app USING ((SELECT my_role()) = 'adviser' AND team = (SELECT my_team())) WITH CHECK ((SELECT my_role()) = 'adviser' AND team = (SELECT my_team()));
--> statement-breakpoint
CREATE POLICY history_of_platforms ON record_history FOR SELECT TO buurtfocus_app USING (
  CASE register
    WHEN 'wijkplatform' THEN EXISTS (SELECT FROM wijkplatform r WHERE r.id = record)
    WHEN 'platform_meeting' THEN EXISTS (SELECT FROM platform_meeting r WHERE r.id = record)
    WHEN 'platform_action' THEN EXISTS (SELECT FROM platform_action r WHERE r.id = record)
    ELSE false END);
