CREATE TABLE "focus_decision" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"year" smallint NOT NULL,
	"proposal" bigint NOT NULL,
	"proposal_version" integer NOT NULL,
	"chosen" text[] NOT NULL,
	"again" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"deviation_reason" text,
	"public_text" text NOT NULL,
	"replaces" bigint,
	"decided_on" date NOT NULL,
	"decided_by" bigint,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"snapshot" text NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "focus_decision_of_year" UNIQUE("id","gemeente","year"),
	CONSTRAINT "focus_decision_follows" UNIQUE("replaces"),
	CONSTRAINT "focus_decision_chosen" CHECK (cardinality("focus_decision"."chosen") between 1 and 60 and jsonb_typeof("focus_decision"."again") = 'object'),
	CONSTRAINT "focus_decision_reason" CHECK ("focus_decision"."deviation_reason" ~ '\S' and length("focus_decision"."deviation_reason") <= 2000 and position("focus_decision"."deviation_reason" in "focus_decision"."public_text") > 0),
	CONSTRAINT "focus_decision_public" CHECK ("focus_decision"."public_text" ~ '\S' and length("focus_decision"."public_text") <= 12000),
	CONSTRAINT "focus_decision_snapshot" CHECK (jsonb_typeof("focus_decision"."snapshot"::jsonb) = 'object')
);
--> statement-breakpoint
CREATE TABLE "focus_proposal" (
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
	"codes" text[] NOT NULL,
	"again" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"question" jsonb NOT NULL,
	"scenario" jsonb,
	"status" text DEFAULT 'draft' NOT NULL,
	"submitted_on" date,
	CONSTRAINT "focus_proposal_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "focus_proposal_of_year" UNIQUE("id","gemeente","year"),
	CONSTRAINT "focus_proposal_year" CHECK ("focus_proposal"."year" between 2000 and 2100),
	CONSTRAINT "focus_proposal_codes" CHECK (cardinality("focus_proposal"."codes") between 1 and 60),
	CONSTRAINT "focus_proposal_text" CHECK (length("focus_proposal"."text") <= 4000 and jsonb_typeof("focus_proposal"."again") = 'object'),
	CONSTRAINT "focus_proposal_status" CHECK ("focus_proposal"."status" in ('draft', 'submitted', 'decided') and ("focus_proposal"."status" = 'draft') = ("focus_proposal"."submitted_on" is null))
);
--> statement-breakpoint
ALTER TABLE "focus_decision" ADD CONSTRAINT "focus_decision_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "focus_decision" ADD CONSTRAINT "focus_decision_proposal" FOREIGN KEY ("proposal","gemeente","year") REFERENCES "public"."focus_proposal"("id","gemeente","year") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "focus_decision" ADD CONSTRAINT "focus_decision_replaces" FOREIGN KEY ("replaces","gemeente","year") REFERENCES "public"."focus_decision"("id","gemeente","year") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "focus_proposal" ADD CONSTRAINT "focus_proposal_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "focus_decision_first" ON "focus_decision" USING btree ("gemeente","year") WHERE "focus_decision"."replaces" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "focus_proposal_open" ON "focus_proposal" USING btree ("gemeente","year") WHERE "focus_proposal"."status" <> 'decided';--> statement-breakpoint
-- By hand from here: who proposes, who decides, what a decision does to the cohort, and that it stays as it was. Errors of our own, with a Dutch message: BF010 other buurten than proposed without a
-- reason, BF011 a decision is changed or thrown away, BF012 the proposal is not (any more) what was seen, BF013 the frozen content says something else than the decision, BF014 a buurt that has a plan
-- is left out. A buurt again within four years without a reason stays BF008 (0018).
GRANT CREATE ON SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON focus_proposal, focus_decision TO buurtfocus_worker;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE focus_proposal_id_seq, focus_decision_id_seq TO buurtfocus_worker, buurtfocus_app;
--> statement-breakpoint
CREATE FUNCTION sorted_codes(codes text[]) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT array_agg(DISTINCT c COLLATE "C" ORDER BY c COLLATE "C") FROM unnest(codes) c
$$;
--> statement-breakpoint
-- A proposal: buurten of the gemeente, each once, and the day on which it was laid before the college.
CREATE FUNCTION keep_proposal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  missing text;
BEGIN
  NEW.codes := sorted_codes(NEW.codes);
  SELECT c INTO missing FROM unnest(NEW.codes) c WHERE NOT EXISTS (SELECT FROM area a WHERE a.gemeente = NEW.gemeente AND a.level = 'buurt' AND NOT a.water AND a.code = c) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'BF004', TABLE = 'focus_proposal', COLUMN = 'codes', DETAIL = missing, MESSAGE = 'Deze buurt bestaat niet in deze gemeente: ' || missing;
  END IF;
  NEW.submitted_on := CASE WHEN NEW.status = 'draft' THEN NULL ELSE coalesce(NEW.submitted_on, (now() AT TIME ZONE 'Europe/Amsterdam')::date) END;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- keep_frame first: it works in the order of names, and a change of the status alone is a version of its own.
CREATE TRIGGER keep_frame BEFORE INSERT OR UPDATE ON focus_proposal FOR EACH ROW EXECUTE FUNCTION keep_frame();
--> statement-breakpoint
CREATE TRIGGER keep_proposal BEFORE INSERT OR UPDATE ON focus_proposal FOR EACH ROW EXECUTE FUNCTION keep_proposal();
--> statement-breakpoint
-- Who and when; the proposal is what the college saw; other buurten demand a reason; the frozen content says the same as the decision, and gets its hash here.
CREATE FUNCTION keep_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  by_user boolean := current_setting('role') = 'buurtfocus_app';
  today date := (now() AT TIME ZONE 'Europe/Amsterdam')::date;
  proposed record;
BEGIN
  SELECT p.codes, p.version, p.status INTO proposed FROM focus_proposal p WHERE p.id = NEW.proposal AND p.gemeente = NEW.gemeente AND p.year = NEW.year FOR UPDATE;
  IF NOT FOUND OR proposed.status = 'draft' OR proposed.version <> NEW.proposal_version
    OR (proposed.status = 'decided' AND NOT EXISTS (SELECT FROM focus_decision d WHERE d.id = NEW.replaces AND d.proposal = NEW.proposal)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF012', TABLE = 'focus_decision', COLUMN = 'proposal', MESSAGE = 'Het voorstel is intussen gewijzigd, ingetrokken of al besloten';
  END IF;
  NEW.chosen := sorted_codes(NEW.chosen);
  NEW.deviation_reason := CASE WHEN NEW.chosen = proposed.codes THEN NULL ELSE nullif(btrim(NEW.deviation_reason), '') END;
  IF NEW.chosen <> proposed.codes AND NEW.deviation_reason IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BF010', TABLE = 'focus_decision', COLUMN = 'deviation_reason', HINT = 'C3', MESSAGE = 'Het college kiest andere buurten dan voorgesteld. Daarvoor is een reden van afwijking nodig';
  END IF;
  IF by_user THEN NEW.at := now(); NEW.decided_on := today; END IF;
  NEW.decided_on := coalesce(NEW.decided_on, today);
  NEW.decided_by := CASE WHEN by_user THEN my_id() ELSE coalesce(NEW.decided_by, acting_user()) END;
  IF NEW.snapshot::jsonb -> 'decision' IS DISTINCT FROM jsonb_build_object('proposed', proposed.codes, 'chosen', NEW.chosen, 'again', NEW.again, 'deviationReason', NEW.deviation_reason, 'publicText', NEW.public_text, 'decidedOn', NEW.decided_on, 'replaces', NEW.replaces)
    OR (NEW.snapshot::jsonb #>> '{seen,gemeente,code}', NEW.snapshot::jsonb #>> '{seen,year}') IS DISTINCT FROM (NEW.gemeente, NEW.year::text) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF013', TABLE = 'focus_decision', COLUMN = 'snapshot', MESSAGE = 'Wat wordt vastgelegd, zegt iets anders dan het besluit';
  END IF;
  NEW.sha256 := encode(sha256(convert_to(NEW.snapshot, 'UTF8')), 'hex');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_decision BEFORE INSERT ON focus_decision FOR EACH ROW EXECUTE FUNCTION keep_decision();
--> statement-breakpoint
CREATE FUNCTION decision_is_for_ever() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'BF011', TABLE = 'focus_decision', MESSAGE = 'Een besluit blijft staan zoals het is genomen. Herzien kan met een nieuw besluit';
END $$;
--> statement-breakpoint
CREATE TRIGGER decision_is_for_ever BEFORE UPDATE OR DELETE OR TRUNCATE ON focus_decision FOR EACH STATEMENT EXECUTE FUNCTION decision_is_for_ever();
--> statement-breakpoint
-- What a decision does, in its own transaction: the proposal is decided, the cohort is there, the chosen buurten are decided in it with the usual years (plan, execution, aftercare from 1 January), and
-- those that were in it and are not chosen are proposals again. A buurt for which somebody works already cannot be left out.
CREATE FUNCTION carry_out_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_cohort bigint;
  proposed record;
  starts date := greatest(NEW.decided_on, make_date(NEW.year, 1, 1));
  executes date := CASE WHEN make_date(NEW.year + 1, 1, 1) > greatest(NEW.decided_on, make_date(NEW.year, 1, 1)) THEN make_date(NEW.year + 1, 1, 1) ELSE (greatest(NEW.decided_on, make_date(NEW.year, 1, 1)) + interval '1 year')::date END;
  was record;
  chosen_code text;
  chosen_name text;
  other_year text;
BEGIN
  SELECT p.codes, p.submitted_on INTO proposed FROM focus_proposal p WHERE p.id = NEW.proposal;
  UPDATE focus_proposal SET status = 'decided' WHERE id = NEW.proposal AND status <> 'decided';
  SELECT c.id INTO of_cohort FROM cohort c WHERE c.gemeente = NEW.gemeente AND c.year = NEW.year FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO cohort (gemeente, source_id, year) VALUES (NEW.gemeente, 'besluit-' || NEW.year, NEW.year) RETURNING id INTO of_cohort;
  END IF;
  FOR was IN SELECT f.* FROM focus_period f WHERE f.cohort = of_cohort AND NOT (f.buurt_code = ANY (NEW.chosen)) AND num_nonnulls(f.decided_on, f.plan_from) > 0 ORDER BY f.id FOR UPDATE LOOP
    IF was.adopted_on IS NOT NULL OR EXISTS (SELECT FROM measure m WHERE m.focus_period = was.id) OR EXISTS (SELECT FROM participation p WHERE p.focus_period = was.id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BF014', TABLE = 'focus_decision', COLUMN = 'chosen', DETAIL = was.buurt_code,
        MESSAGE = format('In %s wordt al aan een plan gewerkt. Deze buurt kan niet meer uit cohort %s', (SELECT a.name FROM area a WHERE a.gemeente = was.gemeente AND a.year = was.boundary_year AND a.level = 'buurt' AND a.code = was.buurt_code AND NOT a.water), NEW.year);
    END IF;
    UPDATE focus_period SET proposed_on = coalesce(proposed_on, decided_on, plan_from), decided_on = NULL, plan_from = NULL, execution_from = NULL, aftercare_from = NULL, ended_on = NULL WHERE id = was.id;
  END LOOP;
  FOREACH chosen_code IN ARRAY NEW.chosen LOOP
    BEGIN
      UPDATE focus_period f SET decided_on = coalesce(f.decided_on, NEW.decided_on), plan_from = coalesce(f.plan_from, starts), execution_from = coalesce(f.execution_from, executes),
        aftercare_from = coalesce(f.aftercare_from, (coalesce(f.execution_from, executes) + interval '1 year')::date), reason_again = coalesce(NEW.again ->> chosen_code, f.reason_again)
        WHERE f.cohort = of_cohort AND f.buurt_code = chosen_code;
      IF NOT FOUND THEN
        INSERT INTO focus_period (gemeente, source_id, cohort, buurt_code, proposed_on, decided_on, plan_from, execution_from, aftercare_from, reason_again)
        VALUES (NEW.gemeente, format('besluit-%s-%s', NEW.year, chosen_code), of_cohort, chosen_code, CASE WHEN chosen_code = ANY (proposed.codes) THEN least(proposed.submitted_on, NEW.decided_on) END, NEW.decided_on, starts, executes, (executes + interval '1 year')::date, NEW.again ->> chosen_code);
      END IF;
    EXCEPTION WHEN SQLSTATE 'BF008' THEN
      GET STACKED DIAGNOSTICS other_year = PG_EXCEPTION_DETAIL;
      chosen_name := coalesce((SELECT a.name FROM area a WHERE a.gemeente = NEW.gemeente AND a.level = 'buurt' AND a.code = chosen_code AND NOT a.water ORDER BY a.year DESC LIMIT 1), chosen_code);
      RAISE EXCEPTION USING ERRCODE = 'BF008', TABLE = 'focus_decision', COLUMN = 'again', DETAIL = chosen_code,
        MESSAGE = format('%s was of is al focusbuurt in cohort %s. Binnen vier jaar opnieuw kan alleen met een reden', chosen_name, other_year);
    END;
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER carry_out_decision AFTER INSERT ON focus_decision FOR EACH ROW EXECUTE FUNCTION carry_out_decision();
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['sorted_codes(text[])', 'keep_proposal()', 'keep_decision()', 'decision_is_for_ever()', 'carry_out_decision()'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO buurtfocus_worker, buurtfocus_app', name);
    EXECUTE format('ALTER FUNCTION %s OWNER TO buurtfocus_worker', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['focus_proposal', 'focus_decision'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker_all ON %I FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT (gemeente, source_id, year, codes, again, text, question, scenario, status), UPDATE (codes, again, text, question, scenario, status) ON focus_proposal TO buurtfocus_app;
--> statement-breakpoint
GRANT SELECT, INSERT (gemeente, year, proposal, proposal_version, chosen, again, deviation_reason, public_text, replaces, snapshot) ON focus_decision TO buurtfocus_app;
--> statement-breakpoint
-- A draft is of the planners; what was laid before the college, and what it decided, is read by staff who see counts: both hold criteria and reasons, not counts that only some may see.
CREATE POLICY proposal_read ON focus_proposal FOR SELECT TO buurtfocus_app
  USING ((SELECT my_role()) = 'planner' OR ((SELECT my_role()) IN ('wijkmanager', 'college', 'adviser') AND status <> 'draft'));
--> statement-breakpoint
CREATE POLICY proposal_made ON focus_proposal FOR INSERT TO buurtfocus_app WITH CHECK ((SELECT my_role()) = 'planner' AND status <> 'decided');
--> statement-breakpoint
CREATE POLICY proposal_changed ON focus_proposal FOR UPDATE TO buurtfocus_app USING ((SELECT my_role()) = 'planner' AND status <> 'decided') WITH CHECK ((SELECT my_role()) = 'planner' AND status <> 'decided');
--> statement-breakpoint
CREATE POLICY decision_read ON focus_decision FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser'));
--> statement-breakpoint
CREATE POLICY decision_taken ON focus_decision FOR INSERT TO buurtfocus_app WITH CHECK ((SELECT my_role()) = 'college');
