CREATE TABLE "cohort" (
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
	"year" smallint NOT NULL,
	"budget_eur" numeric(12, 2),
	"capacity" integer,
	"note" text,
	CONSTRAINT "cohort_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "cohort_year" UNIQUE("gemeente","year"),
	CONSTRAINT "cohort_amounts" CHECK ("cohort"."budget_eur" >= 0 and "cohort"."capacity" >= 0 and "cohort"."year" between 2000 and 2100)
);
--> statement-breakpoint
CREATE TABLE "focus_period" (
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
	"cohort" bigint NOT NULL,
	"buurt_code" text NOT NULL,
	"boundary_year" smallint NOT NULL,
	"proposed_on" date,
	"decided_on" date,
	"plan_from" date,
	"adopted_on" date,
	"execution_from" date,
	"aftercare_from" date,
	"ended_on" date,
	"reason_again" text,
	"goal" text,
	CONSTRAINT "focus_period_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "focus_period_buurt" UNIQUE("cohort","buurt_code"),
	CONSTRAINT "focus_period_begins" CHECK (num_nonnulls("focus_period"."proposed_on", "focus_period"."decided_on", "focus_period"."plan_from") > 0)
);
--> statement-breakpoint
CREATE TABLE "measure" (
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
	"focus_period" bigint NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"theme" text,
	"point" geometry(Point, 28992),
	"owner_team" text,
	"owner_user" bigint,
	"owner_organisation" bigint,
	"planned_from" date,
	"planned_to" date,
	"done_on" date,
	"status" text DEFAULT 'planned' NOT NULL,
	"budget_eur" numeric(12, 2),
	"carried_from" bigint,
	"handed_to_team" text,
	"handed_to_organisation" bigint,
	"handed_to_other" text,
	"handed_on" date,
	CONSTRAINT "measure_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "measure_carried_once" UNIQUE("carried_from"),
	CONSTRAINT "measure_status" CHECK ("measure"."status" in ('planned', 'running', 'done', 'stopped')),
	CONSTRAINT "measure_done" CHECK (("measure"."status" = 'done') = ("measure"."done_on" is not null)),
	CONSTRAINT "measure_planned" CHECK ("measure"."planned_to" > "measure"."planned_from"),
	CONSTRAINT "measure_one_owner" CHECK (num_nonnulls("measure"."owner_team", "measure"."owner_user", "measure"."owner_organisation") <= 1),
	CONSTRAINT "measure_handed" CHECK (num_nonnulls("measure"."handed_to_team", "measure"."handed_to_organisation", "measure"."handed_to_other") = (case when "measure"."handed_on" is null then 0 else 1 end)),
	CONSTRAINT "measure_budget" CHECK ("measure"."budget_eur" >= 0)
);
--> statement-breakpoint
CREATE TABLE "participation" (
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
	"focus_period" bigint NOT NULL,
	"kind" text NOT NULL,
	"held_on" date NOT NULL,
	"people" integer,
	"notes" text,
	CONSTRAINT "participation_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "participation_kind" CHECK ("participation"."kind" in ('bijeenkomst', 'gesprek', 'rondgang', 'enquete', 'online', 'anders')),
	CONSTRAINT "participation_people" CHECK ("participation"."people" >= 0)
);
--> statement-breakpoint
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "focus_period" ADD CONSTRAINT "focus_period_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "focus_period" ADD CONSTRAINT "focus_period_cohort_cohort_id_fk" FOREIGN KEY ("cohort") REFERENCES "public"."cohort"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_focus_period_focus_period_id_fk" FOREIGN KEY ("focus_period") REFERENCES "public"."focus_period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_owner_team_team_slug_fk" FOREIGN KEY ("owner_team") REFERENCES "public"."team"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_owner_user_app_user_id_fk" FOREIGN KEY ("owner_user") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_owner_organisation_organisation_id_fk" FOREIGN KEY ("owner_organisation") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_carried_from_measure_id_fk" FOREIGN KEY ("carried_from") REFERENCES "public"."measure"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_handed_to_team_team_slug_fk" FOREIGN KEY ("handed_to_team") REFERENCES "public"."team"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_handed_to_organisation_organisation_id_fk" FOREIGN KEY ("handed_to_organisation") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participation" ADD CONSTRAINT "participation_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participation" ADD CONSTRAINT "participation_focus_period_focus_period_id_fk" FOREIGN KEY ("focus_period") REFERENCES "public"."focus_period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "focus_period_code" ON "focus_period" USING btree ("gemeente","buurt_code");--> statement-breakpoint
CREATE INDEX "measure_period" ON "measure" USING btree ("focus_period");--> statement-breakpoint
CREATE INDEX "measure_theme" ON "measure" USING btree ("theme");--> statement-breakpoint
CREATE INDEX "participation_period" ON "participation" USING btree ("focus_period");--> statement-breakpoint
-- By hand from here: who reads and writes focus buurten, their measures and samenspraak, what the database keeps and what it refuses. Errors of our own, with a Dutch message:
-- BF006 a plan without samenspraak, BF007 dates that do not follow one another, BF008 again within four years without a reason, BF009 a decision by who does not decide.
GRANT CREATE ON SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON cohort, focus_period, measure, participation TO buurtfocus_worker;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE cohort_id_seq, focus_period_id_seq, measure_id_seq, participation_id_seq TO buurtfocus_worker, buurtfocus_app;
--> statement-breakpoint
CREATE FUNCTION my_focus_periods() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(id), '{}') FROM focus_period WHERE buurt_code = ANY (my_buurten())
$$;
--> statement-breakpoint
COMMENT ON FUNCTION my_focus_periods IS 'Focus buurten in the werkgebieden that a wijkmanager serves today.';
--> statement-breakpoint
CREATE FUNCTION owns_measure(of_team text, of_user bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT my_role() = 'adviser' AND coalesce(of_user = my_id() OR of_team = nullif(my_team(), ''), false)
$$;
--> statement-breakpoint
COMMENT ON FUNCTION owns_measure IS 'Whether a measure is of the adviser who asks, or of his team.';
--> statement-breakpoint
-- A focus buurt: its dates follow one another, its plan was made with residents, it does not come again within four years without a reason, and only the college decides.
CREATE FUNCTION check_focus_period() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  by_user boolean := current_setting('role') = 'buurtfocus_app';
  of_cohort record;
  starts date;
  last date;
  last_name text;
  step record;
  again record;
BEGIN
  SELECT c.gemeente, c.year INTO of_cohort FROM cohort c WHERE c.id = NEW.cohort;
  IF of_cohort.gemeente IS DISTINCT FROM NEW.gemeente THEN
    RAISE EXCEPTION USING ERRCODE = 'BF004', TABLE = 'focus_period', COLUMN = 'cohort', MESSAGE = 'Dit cohort bestaat niet in deze gemeente';
  END IF;
  IF NEW.boundary_year IS NULL OR (TG_OP = 'UPDATE' AND NEW.buurt_code <> OLD.buurt_code AND NEW.boundary_year = OLD.boundary_year) THEN
    NEW.boundary_year := (SELECT a.year FROM area a WHERE a.gemeente = NEW.gemeente AND a.level = 'buurt' AND a.code = NEW.buurt_code ORDER BY (a.year <= of_cohort.year) DESC, abs(a.year - of_cohort.year) LIMIT 1);
    IF NEW.boundary_year IS NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'BF004', TABLE = 'focus_period', COLUMN = 'buurt_code', DETAIL = NEW.buurt_code, MESSAGE = 'Deze buurt bestaat niet in deze gemeente: ' || NEW.buurt_code;
    END IF;
  END IF;
  IF by_user AND my_role() <> 'college' AND NEW.decided_on IS DISTINCT FROM (CASE TG_OP WHEN 'UPDATE' THEN OLD.decided_on END) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF009', TABLE = 'focus_period', COLUMN = 'decided_on', MESSAGE = 'Alleen het college neemt het besluit over een focusbuurt';
  END IF;
  FOR step IN SELECT * FROM (VALUES
    (1, 'proposed_on', 'Voorgedragen op', NEW.proposed_on), (2, 'decided_on', 'Besloten op', NEW.decided_on), (3, 'plan_from', 'Plan maken vanaf', NEW.plan_from),
    (4, 'execution_from', 'Uitvoering vanaf', NEW.execution_from), (5, 'aftercare_from', 'Nazorg vanaf', NEW.aftercare_from), (6, 'ended_on', 'Nazorg voorbij op', NEW.ended_on)) v(nth, of_column, label, day)
    WHERE day IS NOT NULL ORDER BY nth
  LOOP
    -- a proposal and its decision may fall on one day; a phase lasts at least a day
    IF step.day < last OR (step.day = last AND step.nth > 3) THEN
      RAISE EXCEPTION USING ERRCODE = 'BF007', TABLE = 'focus_period', COLUMN = step.of_column,
        MESSAGE = format('%s (%s) moet na "%s" (%s) liggen', step.label, to_char(step.day, 'DD-MM-YYYY'), last_name, to_char(last, 'DD-MM-YYYY'));
    END IF;
    last := step.day; last_name := step.label;
  END LOOP;
  IF NEW.adopted_on IS NOT NULL AND (NEW.plan_from IS NULL OR NEW.adopted_on < NEW.plan_from) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF007', TABLE = 'focus_period', COLUMN = 'adopted_on', MESSAGE = 'Een plan wordt vastgesteld nadat het plan maken is begonnen';
  END IF;
  IF NEW.adopted_on IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.adopted_on IS NULL) AND by_user AND NOT EXISTS (SELECT FROM participation p WHERE p.focus_period = NEW.id AND p.held_on <= NEW.adopted_on) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF006', TABLE = 'focus_period', COLUMN = 'adopted_on', HINT = 'P4',
      MESSAGE = 'Het plan kan nog niet worden vastgesteld: er is geen samenspraak met bewoners vastgelegd';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('focus_period ' || NEW.gemeente || NEW.buurt_code)); -- two writers of one buurt follow one another
  starts := coalesce(NEW.plan_from, make_date(of_cohort.year, 1, 1));
  SELECT f.cohort, c.year, o.begins INTO again FROM focus_period f JOIN cohort c ON c.id = f.cohort CROSS JOIN LATERAL (SELECT coalesce(f.plan_from, make_date(c.year, 1, 1)) AS begins) o
    WHERE f.gemeente = NEW.gemeente AND f.id <> NEW.id
      AND (f.buurt_code = NEW.buurt_code OR EXISTS (
        SELECT FROM area was JOIN area_link l ON l.from_area = was.id JOIN area now ON now.id = l.to_area
        WHERE was.gemeente = NEW.gemeente AND was.level = 'buurt' AND was.code = NEW.buurt_code AND was.year = NEW.boundary_year AND now.code = f.buurt_code AND now.year = f.boundary_year AND l.share_area > 0.5))
      AND ((NEW.reason_again IS NULL AND o.begins <= starts AND o.begins + interval '4 years' > starts) OR (f.reason_again IS NULL AND o.begins > starts AND starts + interval '4 years' > o.begins))
    ORDER BY c.year LIMIT 1;
  IF FOUND AND (TG_OP = 'INSERT' OR (NEW.cohort, NEW.buurt_code, NEW.plan_from, NEW.reason_again) IS DISTINCT FROM (OLD.cohort, OLD.buurt_code, OLD.plan_from, OLD.reason_again)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF008', TABLE = 'focus_period', COLUMN = 'reason_again', DETAIL = again.year::text,
      MESSAGE = format('Deze buurt was of is al focusbuurt in cohort %s. Binnen vier jaar opnieuw kan alleen met een reden', again.year);
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER check_focus_period BEFORE INSERT OR UPDATE ON focus_period FOR EACH ROW EXECUTE FUNCTION check_focus_period();
--> statement-breakpoint
-- The samenspraak that a plan was adopted with stays.
CREATE FUNCTION keep_participation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM focus_period f WHERE f.id = OLD.focus_period FOR UPDATE;
  IF EXISTS (SELECT FROM focus_period f WHERE f.id = OLD.focus_period AND f.adopted_on IS NOT NULL AND OLD.held_on <= f.adopted_on
    AND NOT EXISTS (SELECT FROM participation p WHERE p.focus_period = f.id AND p.held_on <= f.adopted_on AND (p.id <> OLD.id OR (TG_OP = 'UPDATE' AND p.id = OLD.id)))) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF006', TABLE = 'participation', COLUMN = 'held_on', HINT = 'P4', MESSAGE = 'Dit is de enige samenspraak waarop het vastgestelde plan rust';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_participation AFTER UPDATE OR DELETE ON participation FOR EACH ROW EXECUTE FUNCTION keep_participation();
--> statement-breakpoint
CREATE FUNCTION check_participation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM focus_period f WHERE f.id = NEW.focus_period AND f.gemeente = NEW.gemeente) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF004', TABLE = 'participation', COLUMN = 'focus_period', MESSAGE = 'Deze focusbuurt bestaat niet in deze gemeente';
  END IF;
  PERFORM FROM focus_period f WHERE f.id = NEW.focus_period FOR SHARE;
  IF NEW.held_on > (now() AT TIME ZONE 'Europe/Amsterdam')::date THEN
    RAISE EXCEPTION USING ERRCODE = 'BF007', TABLE = 'participation', COLUMN = 'held_on', MESSAGE = 'Leg samenspraak vast nadat zij is geweest';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER check_participation BEFORE INSERT OR UPDATE ON participation FOR EACH ROW EXECUTE FUNCTION check_participation();
--> statement-breakpoint
-- A measure: in the gemeente, of a person who may own one (N2), and of a wijkmanager only its progress.
CREATE FUNCTION check_measure() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  owner_role text;
  moved boolean := TG_OP = 'INSERT' OR NOT coalesce(NEW.point = OLD.point, NEW.point IS NULL AND OLD.point IS NULL);
BEGIN
  IF NOT EXISTS (SELECT FROM focus_period f WHERE f.id = NEW.focus_period AND f.gemeente = NEW.gemeente) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF004', TABLE = 'measure', COLUMN = 'focus_period', MESSAGE = 'Deze focusbuurt bestaat niet in deze gemeente';
  END IF;
  IF NEW.point IS NOT NULL AND moved AND EXISTS (SELECT FROM area a WHERE a.gemeente = NEW.gemeente AND a.level = 'buurt')
    AND NOT EXISTS (SELECT FROM boundary_set b CROSS JOIN LATERAL signal_places(NEW.point, NULL, b.id) place WHERE b.gemeente = NEW.gemeente) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF003', TABLE = 'measure', COLUMN = 'point', DETAIL = NEW.source_id, MESSAGE = 'Deze plek ligt buiten de gemeente';
  END IF;
  IF NEW.owner_user IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.owner_user IS DISTINCT FROM OLD.owner_user) THEN
    SELECT u.role INTO owner_role FROM app_user u WHERE u.id = NEW.owner_user AND u.active;
    IF owner_role IS DISTINCT FROM 'adviser' THEN
      RAISE EXCEPTION USING ERRCODE = 'BF002', HINT = 'N2', TABLE = 'measure', COLUMN = 'owner_user',
        MESSAGE = CASE owner_role WHEN 'wijkmanager' THEN 'De wijkmanager verbindt, maar is geen eigenaar' ELSE 'De eigenaar is een adviseur die in Buurtfocus werkt' END;
    END IF;
  END IF;
  IF TG_OP = 'UPDATE' AND current_setting('role') = 'buurtfocus_app' AND my_role() = 'wijkmanager'
    AND (to_jsonb(NEW) - '{status,done_on,version,updated_at,updated_by,point}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{status,done_on,version,updated_at,updated_by,point}'::text[] OR moved) THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'a wijkmanager keeps the progress of a measure only';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER check_measure BEFORE INSERT OR UPDATE ON measure FOR EACH ROW EXECUTE FUNCTION check_measure();
--> statement-breakpoint
-- N2 by another way, as with initiatives: an adviser who gets another role leaves his measures to the team.
CREATE FUNCTION leave_measures() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE measure SET owner_user = NULL, owner_team = OLD.team WHERE owner_user = OLD.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER leave_measures AFTER UPDATE OF role ON app_user FOR EACH ROW WHEN (OLD.role = 'adviser' AND NEW.role <> 'adviser') EXECUTE FUNCTION leave_measures();
--> statement-breakpoint
-- As in 0012, with the point of a measure.
CREATE OR REPLACE FUNCTION record_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  change uuid := NULLIF(current_setting('app.change', true), '')::uuid;
  who bigint := acting_user();
  role text := coalesce((SELECT u.role FROM app_user u WHERE u.id = who), 'system');
  whole text := CASE WHEN TG_TABLE_NAME IN ('venue', 'initiative', 'measure') THEN $x$to_jsonb(%1$s) || jsonb_build_object('point', %1$s.point::text)$x$ ELSE 'to_jsonb(%1$s)' END;
  was_json text := format(whole, 'o');
  became_json text := format(whole, 'n');
  says text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF change IS NULL THEN RETURN NULL; END IF;
    says := $q$SELECT n.id, 'insert', '{}'::jsonb, $q$ || became_json || ' FROM became n WHERE n.import_run IS NULL';
  ELSIF TG_OP = 'DELETE' THEN
    says := $q$SELECT o.id, 'delete', $q$ || was_json || ', NULL::jsonb FROM was o';
  ELSE
    says := $q$SELECT n.id, CASE WHEN n.version = o.version THEN 'confirm' ELSE 'update' END, $q$ || was_json || ', ' || became_json ||
      ' FROM was o JOIN became n USING (id) WHERE n.version <> o.version' || CASE WHEN TG_NARGS > 0 THEN ' OR n.confirmed_at IS DISTINCT FROM o.confirmed_at' ELSE '' END;
  END IF;
  EXECUTE 'INSERT INTO record_history (register, record, action, before, after, by_user, role, change) SELECT $1, c.*, $2, $3, $4 FROM (' || says || ') c'
    USING TG_TABLE_NAME, who, role, change;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['my_focus_periods()', 'owns_measure(text, bigint)', 'check_focus_period()', 'keep_participation()', 'check_participation()', 'check_measure()', 'leave_measures()'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO buurtfocus_worker, buurtfocus_app', name);
    EXECUTE format('ALTER FUNCTION %s OWNER TO buurtfocus_worker', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['cohort', 'focus_period', 'measure', 'participation'] LOOP
    EXECUTE format('CREATE TRIGGER keep_frame BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_frame()', name);
    EXECUTE format('CREATE TRIGGER record_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION record_changes()', name);
    EXECUTE format('CREATE TRIGGER record_updated AFTER UPDATE ON %I REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION record_changes()', name);
    EXECUTE format('CREATE TRIGGER record_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION record_changes()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker_all ON %I FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO buurtfocus_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_worker;
--> statement-breakpoint
-- Which buurt when: everybody who is signed in. The planner keeps it; what the college decided is not thrown away.
CREATE POLICY cohort_read ON cohort FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) <> '');
--> statement-breakpoint
CREATE POLICY cohort_by_planner ON cohort FOR ALL TO buurtfocus_app USING ((SELECT my_role()) = 'planner') WITH CHECK ((SELECT my_role()) = 'planner');
--> statement-breakpoint
CREATE POLICY period_read ON focus_period FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) <> '');
--> statement-breakpoint
CREATE POLICY period_added ON focus_period FOR INSERT TO buurtfocus_app WITH CHECK ((SELECT my_role()) IN ('planner', 'college'));
--> statement-breakpoint
CREATE POLICY period_changed ON focus_period FOR UPDATE TO buurtfocus_app USING ((SELECT my_role()) IN ('planner', 'college')) WITH CHECK ((SELECT my_role()) IN ('planner', 'college'));
--> statement-breakpoint
CREATE POLICY period_removed ON focus_period FOR DELETE TO buurtfocus_app USING ((SELECT my_role()) = 'planner' AND decided_on IS NULL);
--> statement-breakpoint
-- Measures: staff read them, an organisation those it has or gets. The planner writes all, an adviser his own and those of his team, a wijkmanager the progress in the own werkgebied.
CREATE POLICY measure_read ON measure FOR SELECT TO buurtfocus_app USING (
  (SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser') OR (SELECT my_organisation()) IN (owner_organisation, handed_to_organisation));
--> statement-breakpoint
CREATE POLICY measure_by_planner ON measure FOR ALL TO buurtfocus_app USING ((SELECT my_role()) = 'planner') WITH CHECK ((SELECT my_role()) = 'planner');
--> statement-breakpoint
CREATE POLICY measure_by_owner ON measure FOR ALL TO buurtfocus_app USING (owns_measure(owner_team, owner_user)) WITH CHECK (owns_measure(owner_team, owner_user));
--> statement-breakpoint
CREATE POLICY measure_progress ON measure FOR UPDATE TO buurtfocus_app USING (focus_period = ANY ((SELECT my_focus_periods())::bigint[])) WITH CHECK (focus_period = ANY ((SELECT my_focus_periods())::bigint[]));
--> statement-breakpoint
CREATE POLICY participation_read ON participation FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser'));
--> statement-breakpoint
CREATE POLICY participation_by_planner ON participation FOR ALL TO buurtfocus_app USING ((SELECT my_role()) = 'planner') WITH CHECK ((SELECT my_role()) = 'planner');
--> statement-breakpoint
CREATE POLICY participation_in_scope ON participation FOR ALL TO buurtfocus_app USING (focus_period = ANY ((SELECT my_focus_periods())::bigint[])) WITH CHECK (focus_period = ANY ((SELECT my_focus_periods())::bigint[]));
--> statement-breakpoint
CREATE POLICY history_of_visible_focus ON record_history FOR SELECT TO buurtfocus_app USING (
  CASE register
    WHEN 'cohort' THEN EXISTS (SELECT FROM cohort r WHERE r.id = record)
    WHEN 'focus_period' THEN EXISTS (SELECT FROM focus_period r WHERE r.id = record)
    WHEN 'measure' THEN EXISTS (SELECT FROM measure r WHERE r.id = record)
    WHEN 'participation' THEN EXISTS (SELECT FROM participation r WHERE r.id = record)
    ELSE false END);
