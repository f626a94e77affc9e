CREATE TABLE "area_neighbour" (
	"area" bigint NOT NULL,
	"neighbour" bigint NOT NULL,
	CONSTRAINT "area_neighbour_area_neighbour_pk" PRIMARY KEY("area","neighbour")
);
--> statement-breakpoint
CREATE TABLE "cluster" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"theme" text NOT NULL,
	"state" text NOT NULL,
	"name" text NOT NULL,
	"areas" bigint[] NOT NULL,
	"first_seen" date NOT NULL,
	"last_seen" date NOT NULL,
	"since" date,
	"owner_team" text,
	"owner_user" bigint,
	"owner_since" date,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	CONSTRAINT "cluster_state" CHECK ("cluster"."state" in ('new', 'growing', 'persistent', 'fading', 'gone')),
	CONSTRAINT "cluster_somewhere" CHECK (cardinality("cluster"."areas") > 0),
	CONSTRAINT "cluster_one_owner" CHECK (num_nonnulls("cluster"."owner_team", "cluster"."owner_user") <= 1)
);
--> statement-breakpoint
CREATE TABLE "cluster_area" (
	"run" bigint NOT NULL,
	"theme" text NOT NULL,
	"area" bigint NOT NULL,
	"reporters" integer NOT NULL,
	"expected" double precision NOT NULL,
	"trend" text NOT NULL,
	CONSTRAINT "cluster_area_run_theme_area_pk" PRIMARY KEY("run","theme","area")
);
--> statement-breakpoint
CREATE TABLE "cluster_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"cluster" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by_user" bigint,
	"kind" text NOT NULL,
	"before" text,
	"after" text,
	"text" text,
	CONSTRAINT "cluster_event_kind" CHECK ("cluster_event"."kind" in ('found', 'state', 'areas', 'owner', 'note')),
	CONSTRAINT "cluster_event_text" CHECK (("cluster_event"."kind" = 'note') = ("cluster_event"."text" is not null))
);
--> statement-breakpoint
CREATE TABLE "cluster_finding" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"run" bigint NOT NULL,
	"theme" text NOT NULL,
	"kind" text NOT NULL,
	"label" text,
	"areas" bigint[] NOT NULL,
	"certainty" double precision[] NOT NULL,
	"from" date NOT NULL,
	"to" date NOT NULL,
	"observed" integer NOT NULL,
	"expected" double precision NOT NULL,
	"ratio" double precision,
	"ratio_low" double precision,
	"ratio_high" double precision,
	"llr" double precision,
	"p" double precision NOT NULL,
	"once_in_years" double precision,
	"since" date,
	"signals" integer,
	"visits" integer,
	"people" double precision,
	"sources" integer NOT NULL,
	"cluster" bigint,
	CONSTRAINT "cluster_finding_kind" CHECK ("cluster_finding"."kind" in ('area', 'recent', 'rise', 'fading', 'presence')),
	CONSTRAINT "cluster_finding_label" CHECK ("cluster_finding"."label" in ('new', 'growing', 'persistent', 'fading')),
	CONSTRAINT "cluster_finding_somewhere" CHECK (cardinality("cluster_finding"."areas") > 0 and cardinality("cluster_finding"."certainty") = cardinality("cluster_finding"."areas"))
);
--> statement-breakpoint
CREATE TABLE "cluster_input" (
	"run" bigint PRIMARY KEY NOT NULL,
	"input" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cluster_run" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"theme" text,
	"from" date NOT NULL,
	"to" date NOT NULL,
	"source" text,
	"evidence" text,
	"kind" text NOT NULL,
	"key" text GENERATED ALWAYS AS ((gemeente || '|' || coalesce(theme, '') || '|' || ("from" - date '2000-01-01')::text || '|' || ("to" - date '2000-01-01')::text || '|' || coalesce(source, '') || '|' || coalesce(evidence, '') || '|' || kind)) STORED NOT NULL,
	"data_version" bigint NOT NULL,
	"method" text,
	"seed" bigint NOT NULL,
	"standard" boolean DEFAULT false NOT NULL,
	"boundary_set" bigint,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress" double precision DEFAULT 0 NOT NULL,
	"step" text,
	"heartbeat" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"asked_by" bigint,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"error_id" text,
	CONSTRAINT "cluster_run_kind" CHECK ("cluster_run"."kind" in ('knelpunt', 'kans')),
	CONSTRAINT "cluster_run_status" CHECK ("cluster_run"."status" in ('queued', 'running', 'done', 'failed', 'cancelled')),
	CONSTRAINT "cluster_run_from_to" CHECK ("cluster_run"."to" > "cluster_run"."from"),
	CONSTRAINT "cluster_run_progress" CHECK ("cluster_run"."progress" between 0 and 1),
	CONSTRAINT "cluster_run_done" CHECK ("cluster_run"."status" <> 'done' or ("cluster_run"."boundary_set" is not null and "cluster_run"."method" is not null))
);
--> statement-breakpoint
CREATE TABLE "cluster_theme" (
	"run" bigint NOT NULL,
	"theme" text NOT NULL,
	"place" integer NOT NULL,
	"total" integer NOT NULL,
	"state" text NOT NULL,
	"dispersion" double precision,
	"indicative" boolean NOT NULL,
	"power" double precision,
	CONSTRAINT "cluster_theme_run_theme_pk" PRIMARY KEY("run","theme"),
	CONSTRAINT "cluster_theme_state" CHECK ("cluster_theme"."state" in ('ok', 'too_few', 'no_people', 'one_buurt'))
);
--> statement-breakpoint
CREATE TABLE "signal_pile" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"version" bigint NOT NULL,
	"point" geometry(Point, 28992)
);
--> statement-breakpoint
CREATE TABLE "signal_version" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"n" bigint DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "theme" ADD COLUMN "population" text;--> statement-breakpoint
ALTER TABLE "signal" ADD COLUMN "repeats_reporter" boolean;--> statement-breakpoint
ALTER TABLE "area_neighbour" ADD CONSTRAINT "area_neighbour_area_area_id_fk" FOREIGN KEY ("area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "area_neighbour" ADD CONSTRAINT "area_neighbour_neighbour_area_id_fk" FOREIGN KEY ("neighbour") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster" ADD CONSTRAINT "cluster_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster" ADD CONSTRAINT "cluster_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster" ADD CONSTRAINT "cluster_owner_team_team_slug_fk" FOREIGN KEY ("owner_team") REFERENCES "public"."team"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster" ADD CONSTRAINT "cluster_owner_user_app_user_id_fk" FOREIGN KEY ("owner_user") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_area" ADD CONSTRAINT "cluster_area_run_cluster_run_id_fk" FOREIGN KEY ("run") REFERENCES "public"."cluster_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_area" ADD CONSTRAINT "cluster_area_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_area" ADD CONSTRAINT "cluster_area_area_area_id_fk" FOREIGN KEY ("area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_event" ADD CONSTRAINT "cluster_event_cluster_cluster_id_fk" FOREIGN KEY ("cluster") REFERENCES "public"."cluster"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_event" ADD CONSTRAINT "cluster_event_by_user_app_user_id_fk" FOREIGN KEY ("by_user") REFERENCES "public"."app_user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_finding" ADD CONSTRAINT "cluster_finding_run_cluster_run_id_fk" FOREIGN KEY ("run") REFERENCES "public"."cluster_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_finding" ADD CONSTRAINT "cluster_finding_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_finding" ADD CONSTRAINT "cluster_finding_cluster_cluster_id_fk" FOREIGN KEY ("cluster") REFERENCES "public"."cluster"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_input" ADD CONSTRAINT "cluster_input_run_cluster_run_id_fk" FOREIGN KEY ("run") REFERENCES "public"."cluster_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_run" ADD CONSTRAINT "cluster_run_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_run" ADD CONSTRAINT "cluster_run_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_run" ADD CONSTRAINT "cluster_run_boundary_set_boundary_set_id_fk" FOREIGN KEY ("boundary_set") REFERENCES "public"."boundary_set"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_run" ADD CONSTRAINT "cluster_run_asked_by_app_user_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."app_user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_theme" ADD CONSTRAINT "cluster_theme_run_cluster_run_id_fk" FOREIGN KEY ("run") REFERENCES "public"."cluster_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_theme" ADD CONSTRAINT "cluster_theme_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_pile" ADD CONSTRAINT "signal_pile_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_version" ADD CONSTRAINT "signal_version_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "area_neighbour_neighbour" ON "area_neighbour" USING btree ("neighbour");--> statement-breakpoint
CREATE INDEX "cluster_gemeente" ON "cluster" USING btree ("gemeente","theme");--> statement-breakpoint
CREATE INDEX "cluster_theme_slug" ON "cluster" USING btree ("theme");--> statement-breakpoint
CREATE INDEX "cluster_owner_user" ON "cluster" USING btree ("owner_user");--> statement-breakpoint
CREATE INDEX "cluster_area_area" ON "cluster_area" USING btree ("area");--> statement-breakpoint
CREATE INDEX "cluster_area_theme" ON "cluster_area" USING btree ("theme");--> statement-breakpoint
CREATE INDEX "cluster_event_cluster" ON "cluster_event" USING btree ("cluster");--> statement-breakpoint
CREATE INDEX "cluster_finding_run" ON "cluster_finding" USING btree ("run");--> statement-breakpoint
CREATE INDEX "cluster_finding_cluster" ON "cluster_finding" USING btree ("cluster");--> statement-breakpoint
CREATE INDEX "cluster_finding_theme" ON "cluster_finding" USING btree ("theme");--> statement-breakpoint
CREATE UNIQUE INDEX "cluster_run_queued" ON "cluster_run" USING btree ("key") WHERE status = 'queued';--> statement-breakpoint
CREATE INDEX "cluster_run_key" ON "cluster_run" USING btree ("key","id");--> statement-breakpoint
CREATE INDEX "cluster_run_open" ON "cluster_run" USING btree ("id") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "cluster_run_theme" ON "cluster_run" USING btree ("theme");--> statement-breakpoint
CREATE INDEX "cluster_run_set" ON "cluster_run" USING btree ("boundary_set");--> statement-breakpoint
CREATE INDEX "cluster_theme_theme" ON "cluster_theme" USING btree ("theme");--> statement-breakpoint
CREATE INDEX "signal_pile_gemeente" ON "signal_pile" USING btree ("gemeente");--> statement-breakpoint
CREATE INDEX "signal_version_gemeente" ON "signal_version" USING btree ("gemeente");--> statement-breakpoint
-- By hand from here: what makes an answer old, who reads what, what a work item remembers, and what is refused.
GRANT CREATE ON SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON signal_version, area_neighbour, signal_pile, cluster_run, cluster_input, cluster_theme, cluster_area, cluster_finding, cluster, cluster_event TO buurtfocus_worker;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE signal_version_id_seq, signal_pile_id_seq, cluster_run_id_seq, cluster_finding_id_seq, cluster_id_seq, cluster_event_id_seq TO buurtfocus_worker;
--> statement-breakpoint

-- ---------------------------------------------------------------- the version of the data
-- One line per transaction and gemeente: the setting remembers, until the transaction ends (or goes back to before it), which gemeenten have theirs.
CREATE FUNCTION note_version(gemeenten text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  noted text[] := string_to_array(coalesce(current_setting('app.version_noted', true), ''), ',');
  new text[];
BEGIN
  SELECT array_agg(DISTINCT g) INTO new FROM unnest(gemeenten) g WHERE g IS NOT NULL AND NOT g = ANY (noted) AND EXISTS (SELECT FROM gemeente k WHERE k.code = g);
  IF new IS NULL THEN RETURN; END IF;
  INSERT INTO signal_version (gemeente) SELECT unnest(new);
  PERFORM set_config('app.version_noted', array_to_string(noted || new, ','), true);
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION note_version IS 'Says that what calculations read of these gemeenten is another from now on.';
--> statement-breakpoint
-- The argument says whose gemeenten: their own, or of a theme all that have signals. Of an update only what calculations read is looked at; planned anew, see 0010.
CREATE FUNCTION data_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  differs text := CASE TG_TABLE_NAME
    WHEN 'signal' THEN $q$(o.gemeente, o.theme, o.observed_on, o.source, o.evidence, o.kind, o.point, o.stated_buurt, o.reporter_key, o.repeats_reporter, signal_counts(o.status, o.duplicate_of))
      IS DISTINCT FROM (n.gemeente, n.theme, n.observed_on, n.source, n.evidence, n.kind, n.point, n.stated_buurt, n.reporter_key, n.repeats_reporter, signal_counts(n.status, n.duplicate_of))$q$
    WHEN 'visit' THEN '(o.gemeente, o.buurt_code, o.visited_on) IS DISTINCT FROM (n.gemeente, n.buurt_code, n.visited_on)'
    WHEN 'area' THEN 'o.level = ''buurt'' AND (o.code, o.water, o.inhabitants, o.geom) IS DISTINCT FROM (n.code, n.water, n.inhabitants, n.geom)'
    WHEN 'indicator_value' THEN 'o.value IS DISTINCT FROM n.value'
    ELSE '(o.window_weeks, o.population) IS DISTINCT FROM (n.window_weeks, n.population)' END;
  counts text := CASE TG_TABLE_NAME
    WHEN 'area' THEN $q$c.level = 'buurt'$q$
    WHEN 'indicator_value' THEN $q$c.level = 'buurt' AND (c.indicator = 'inhabitants' OR c.indicator IN (SELECT population FROM theme))$q$
    ELSE 'true' END;
  rows text := CASE TG_OP WHEN 'INSERT' THEN 'became' WHEN 'DELETE' THEN 'was' END;
  gemeenten text[];
BEGIN
  IF TG_TABLE_NAME = 'theme' THEN
    IF TG_OP = 'UPDATE' THEN EXECUTE format('SELECT array_agg(g.code) FROM gemeente g WHERE EXISTS (SELECT FROM was o JOIN became n USING (slug) WHERE %s)', differs) INTO gemeenten;
    ELSE EXECUTE format('SELECT array_agg(g.code) FROM gemeente g WHERE EXISTS (SELECT FROM %I)', rows) INTO gemeenten; END IF;
  ELSIF TG_OP = 'UPDATE' THEN
    EXECUTE format('SELECT array_agg(DISTINCT x.gemeente) FROM was o JOIN became n USING (%1$s) JOIN became c USING (%1$s) CROSS JOIN LATERAL (VALUES (o.gemeente), (n.gemeente)) x(gemeente) WHERE %2$s AND %3$s',
      CASE TG_TABLE_NAME WHEN 'indicator_value' THEN 'gemeente, indicator, level, area_code, year' ELSE 'id' END, differs, counts) INTO gemeenten;
  ELSE
    EXECUTE format('SELECT array_agg(DISTINCT c.gemeente) FROM %I c WHERE %s', rows, counts) INTO gemeenten;
  END IF;
  PERFORM note_version(gemeenten);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Boundaries that changed have other neighbours.
CREATE FUNCTION forget_neighbours() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM area_neighbour x USING area a WHERE a.id = x.area AND a.boundary_set IN (
      SELECT n.boundary_set FROM was o JOIN became n USING (id) WHERE (o.level, o.water, o.geom) IS DISTINCT FROM (n.level, n.water, n.geom));
  ELSE
    DELETE FROM area_neighbour x USING area a WHERE a.id = x.area AND a.boundary_set IN (SELECT boundary_set FROM became);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER forget_neighbours_inserted AFTER INSERT ON area REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION forget_neighbours();
--> statement-breakpoint
CREATE TRIGGER forget_neighbours_updated AFTER UPDATE ON area REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION forget_neighbours();
--> statement-breakpoint

-- ---------------------------------------------------------------- how a finding is told
-- The smallest of these limits that p does not exceed; null above all. Who is told rounded learns no more of p.
CREATE FUNCTION p_limit(p double precision) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN p <= 0.000001 THEN 0.000001 WHEN p <= 0.001 THEN 0.001 WHEN p <= 0.01 THEN 0.01 WHEN p <= 0.05 THEN 0.05 END
$$;
--> statement-breakpoint
-- As the policies `exact_count` of 0007, over all buurten of a finding.
CREATE FUNCTION sees_all_exactly(of_theme text, of_areas bigint[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT cardinality(of_areas) > 0 AND CASE WHEN of_theme = ANY (sensitive_themes())
    THEN my_team() = 'zorg' OR (my_sensitive() AND of_areas <@ my_areas())
    ELSE my_role() IN ('planner', 'college', 'adviser') OR of_areas <@ my_areas() END
$$;
--> statement-breakpoint
COMMENT ON FUNCTION sees_all_exactly IS 'Whether the reader sees the counts of a theme exactly in all of these buurten.';
--> statement-breakpoint
CREATE FUNCTION may_see_counts() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT my_role() IN ('wijkmanager', 'planner', 'college', 'adviser', 'organisation')
$$;
--> statement-breakpoint
-- The cell of the rounding is the theme with the buurten, whatever the period and the calculation: a reader who asks about many periods that differ by a day
-- would else see the same number rounded by many throws, and their mean is the number itself.
CREATE FUNCTION rounded_findings(of_run bigint, of_clusters bigint[]) RETURNS TABLE (
  id bigint, run bigint, theme text, kind text, label text, areas bigint[], certainty double precision[], "from" date, "to" date,
  observed integer, expected double precision, p_below double precision, since date, visits integer, people double precision, cluster bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.id, f.run, f.theme, f.kind, f.label, f.areas, ARRAY(SELECT CASE WHEN c >= 0.8 THEN 1.0 ELSE 0.5 END FROM unnest(f.certainty) WITH ORDINALITY u(c, i) ORDER BY i), f."from", f."to",
         rounded_to_5(f.observed, (SELECT string_agg(a.code, '|' ORDER BY a.code) FROM area a WHERE a.id = ANY (f.areas)) || '|' || f.theme || '|' || f.kind, k.value),
         round(f.expected), p_limit(f.p), f.since, CASE WHEN my_role() <> 'organisation' THEN f.visits END, f.people, CASE WHEN my_role() <> 'organisation' THEN f.cluster END
  FROM cluster_finding f CROSS JOIN secret k
  WHERE k.name = 'rounding' AND (f.run = of_run OR f.cluster = ANY (of_clusters)) AND may_see_counts() AND NOT sees_all_exactly(f.theme, f.areas)
$$;
--> statement-breakpoint
COMMENT ON FUNCTION rounded_findings IS 'Findings of a run, or of work items, that the reader may see rounded only; those that are told exactly come from the table itself.';
--> statement-breakpoint
CREATE FUNCTION theme_states(of_run bigint) RETURNS TABLE (theme text, place integer, state text, indicative boolean, power double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.theme, t.place, t.state, t.indicative, round(t.power::numeric, 1)::double precision FROM cluster_theme t WHERE t.run = of_run AND may_see_counts()
$$;
--> statement-breakpoint
COMMENT ON FUNCTION theme_states IS 'What a run says of each theme without telling a number of reporters.';
--> statement-breakpoint
-- Signals on piles. Of a sensitive theme, or where other counts are rounded too: a multiple of five, by the buurt and the theme.
CREATE FUNCTION signal_piles(in_set bigint, first date, after date, of_theme text, of_source text, of_evidence text, of_kind text) RETURNS TABLE (code text, name text, n integer, share double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH set AS (SELECT gemeente FROM boundary_set WHERE id = in_set AND may_see_counts()),
  counted AS (
    SELECT s.theme, s.point FROM signal s JOIN set ON set.gemeente = s.gemeente
    WHERE s.observed_on >= first AND s.observed_on < after AND s.point IS NOT NULL AND signal_counts(s.status, s.duplicate_of)
      AND (of_theme IS NULL OR s.theme = of_theme) AND (of_source IS NULL OR s.source = of_source) AND (of_evidence IS NULL OR s.evidence = of_evidence) AND (of_kind IS NULL OR s.kind = of_kind)),
  on_pile AS (
    SELECT a.id, a.code, a.name, c.theme, count(*)::int AS n FROM signal_pile p JOIN set ON set.gemeente = p.gemeente JOIN counted c ON c.point = p.point
    CROSS JOIN LATERAL signal_places(p.point, NULL, in_set) place JOIN area a ON a.id = place.area GROUP BY a.id, a.code, a.name, c.theme),
  told AS (
    SELECT o.*, sees_all_exactly(o.theme, ARRAY[o.id]) AS exact FROM on_pile o),
  shown AS (
    SELECT t.code, t.name, bool_and(t.exact) AS exact,
           sum(CASE WHEN t.exact THEN t.n WHEN of_source IS NULL AND of_evidence IS NULL AND of_kind IS NULL THEN rounded_to_5(t.n, 'pile|' || t.code || '|' || t.theme, k.value) ELSE 0 END)::int AS n
    FROM told t CROSS JOIN secret k WHERE k.name = 'rounding' GROUP BY t.code, t.name)
  SELECT s.code, s.name, s.n, CASE WHEN s.exact THEN round(s.n::numeric / NULLIF((SELECT count(*) FROM counted), 0), 2)::double precision END FROM shown s
$$;
--> statement-breakpoint
COMMENT ON FUNCTION signal_piles IS 'Signals of a period and a filter on points that stand for no place known, per buurt; what the reader may not see exactly is rounded, or left out where a filter asks for more than the theme.';
--> statement-breakpoint

-- ---------------------------------------------------------------- runs
CREATE FUNCTION run_ended() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF current_setting('role') = 'buurtfocus_app' THEN NEW.asked_at := now(); NEW.asked_by := my_id(); END IF;
    RETURN NEW;
  END IF;
  IF NEW.status <> OLD.status AND NEW.status IN ('failed', 'cancelled') THEN NEW.finished_at := coalesce(NEW.finished_at, now()); NEW.step := NULL; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER run_ended BEFORE INSERT OR UPDATE ON cluster_run FOR EACH ROW EXECUTE FUNCTION run_ended();
--> statement-breakpoint

-- ---------------------------------------------------------------- work items
-- N2, as for initiatives: a wijkmanager connects and owns nothing.
CREATE FUNCTION cluster_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  owner_role text;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.owner_team, NEW.owner_user) IS NOT DISTINCT FROM (OLD.owner_team, OLD.owner_user) THEN RETURN NEW; END IF;
  IF NEW.owner_user IS NOT NULL THEN
    SELECT u.role INTO owner_role FROM app_user u WHERE u.id = NEW.owner_user AND u.active;
    IF owner_role IS DISTINCT FROM 'adviser' THEN
      RAISE EXCEPTION USING ERRCODE = 'BF002', HINT = 'N2', TABLE = 'cluster', COLUMN = 'owner_user',
        MESSAGE = CASE owner_role WHEN 'wijkmanager' THEN 'De wijkmanager verbindt, maar is geen eigenaar' ELSE 'De eigenaar is een adviseur die in Buurtfocus werkt' END;
    END IF;
  END IF;
  NEW.owner_since := CASE WHEN num_nonnulls(NEW.owner_team, NEW.owner_user) = 1 THEN (now() AT TIME ZONE 'Europe/Amsterdam')::date END;
  IF TG_OP = 'UPDATE' THEN NEW.version := OLD.version + 1; NEW.updated_at := now(); NEW.updated_by := acting_user(); END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER cluster_owner BEFORE INSERT OR UPDATE ON cluster FOR EACH ROW EXECUTE FUNCTION cluster_owner();
--> statement-breakpoint
-- What a calculation or a person changed, kept as it was. Buurten by name: their numbers change with the boundaries.
CREATE FUNCTION note_cluster_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO cluster_event (cluster, kind, after) VALUES (NEW.id, 'found', NEW.state);
    RETURN NULL;
  END IF;
  INSERT INTO cluster_event (cluster, by_user, kind, before, after)
  SELECT NEW.id, CASE c.kind WHEN 'owner' THEN acting_user() END, c.kind, c.before, c.after FROM (VALUES
    ('state', OLD.state, NEW.state),
    ('areas', buurt_names(OLD.areas), buurt_names(NEW.areas)),
    ('owner', coalesce(OLD.owner_team, OLD.owner_user::text), coalesce(NEW.owner_team, NEW.owner_user::text))) c(kind, before, after)
  WHERE c.before IS DISTINCT FROM c.after;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION buurt_names(ids bigint[]) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT string_agg(name, ', ' ORDER BY name) FROM area WHERE id = ANY (ids)
$$;
--> statement-breakpoint
CREATE TRIGGER note_cluster_events AFTER INSERT OR UPDATE ON cluster FOR EACH ROW EXECUTE FUNCTION note_cluster_events();
--> statement-breakpoint
CREATE FUNCTION stamp_note() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('role') = 'buurtfocus_app' THEN NEW.at := now(); NEW.by_user := my_id(); END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER stamp_note BEFORE INSERT ON cluster_event FOR EACH ROW EXECUTE FUNCTION stamp_note();
--> statement-breakpoint
-- An adviser who gets another role leaves the work items to the team, as initiatives (0012).
CREATE FUNCTION leave_clusters() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cluster SET owner_user = NULL, owner_team = OLD.team WHERE owner_user = OLD.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER leave_clusters AFTER UPDATE OF role ON app_user FOR EACH ROW WHEN (OLD.role = 'adviser' AND NEW.role <> 'adviser') EXECUTE FUNCTION leave_clusters();
--> statement-breakpoint

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['signal', 'visit', 'area', 'indicator_value', 'theme'] LOOP
    EXECUTE format('CREATE TRIGGER version_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION data_changed()', name);
    EXECUTE format('CREATE TRIGGER version_updated AFTER UPDATE ON %I REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION data_changed()', name);
    EXECUTE format('CREATE TRIGGER version_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION data_changed()', name);
  END LOOP;
  -- What reads guarded tables runs as the worker.
  FOREACH name IN ARRAY ARRAY['note_version(text[])', 'data_changed()', 'forget_neighbours()', 'sees_all_exactly(text, bigint[])', 'may_see_counts()', 'rounded_findings(bigint, bigint[])', 'theme_states(bigint)',
                              'signal_piles(bigint, date, date, text, text, text, text)', 'cluster_owner()', 'note_cluster_events()', 'buurt_names(bigint[])', 'leave_clusters()'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO buurtfocus_worker', name);
    IF name NOT LIKE 'note_version%' THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO buurtfocus_app', name); END IF;
    EXECUTE format('ALTER FUNCTION %s OWNER TO buurtfocus_worker', name);
  END LOOP;

-- ---------------------------------------------------------------- row-level security
  FOREACH name IN ARRAY ARRAY['signal_version', 'signal_pile', 'cluster_run', 'cluster_input', 'cluster_theme', 'cluster_area', 'cluster_finding', 'cluster', 'cluster_event'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker_all ON %I FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT ON area_neighbour, signal_version, signal_pile, cluster_run, cluster_theme, cluster_area, cluster_finding, cluster, cluster_event TO buurtfocus_app; -- not cluster_input
--> statement-breakpoint
GRANT INSERT (gemeente, theme, "from", "to", source, evidence, kind, data_version, seed, asked_by), UPDATE (status) ON cluster_run TO buurtfocus_app;
--> statement-breakpoint
GRANT UPDATE (owner_team, owner_user) ON cluster TO buurtfocus_app;
--> statement-breakpoint
GRANT INSERT (cluster, kind, text) ON cluster_event TO buurtfocus_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE cluster_run_id_seq, cluster_event_id_seq TO buurtfocus_app;
--> statement-breakpoint

-- A question tells nothing of a signal; who may see counts may ask one, and take it back, as a planner and the administrator may.
CREATE POLICY version_for_users ON signal_version FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) <> '');
--> statement-breakpoint
CREATE POLICY pile_for_users ON signal_pile FOR SELECT TO buurtfocus_app USING ((SELECT may_see_counts()));
--> statement-breakpoint
CREATE POLICY run_for_users ON cluster_run FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) <> '');
--> statement-breakpoint
CREATE POLICY run_asked ON cluster_run FOR INSERT TO buurtfocus_app WITH CHECK (asked_by = (SELECT my_id()) AND (SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser'));
--> statement-breakpoint
CREATE POLICY run_taken_back ON cluster_run FOR UPDATE TO buurtfocus_app
  USING (status IN ('queued', 'running') AND ((asked_by = (SELECT my_id()) AND (SELECT my_role()) <> '') OR (SELECT my_role()) IN ('planner', 'admin'))) WITH CHECK (status = 'cancelled');
--> statement-breakpoint
CREATE POLICY exact_total ON cluster_theme FOR SELECT TO buurtfocus_app USING (
  CASE WHEN theme = ANY ((SELECT sensitive_themes())::text[]) THEN (SELECT my_team()) = 'zorg' ELSE (SELECT my_role()) IN ('planner', 'college', 'adviser') END);
--> statement-breakpoint
CREATE POLICY exact_count ON cluster_area FOR SELECT TO buurtfocus_app USING (
  CASE WHEN theme = ANY ((SELECT sensitive_themes())::text[])
    THEN (SELECT my_team()) = 'zorg' OR ((SELECT my_sensitive()) AND area = ANY ((SELECT my_areas())::bigint[]))
    ELSE (SELECT my_role()) IN ('planner', 'college', 'adviser') OR area = ANY ((SELECT my_areas())::bigint[]) END);
--> statement-breakpoint
CREATE POLICY exact_finding ON cluster_finding FOR SELECT TO buurtfocus_app USING (
  CASE WHEN theme = ANY ((SELECT sensitive_themes())::text[])
    THEN (SELECT my_team()) = 'zorg' OR ((SELECT my_sensitive()) AND areas <@ (SELECT my_areas())::bigint[])
    ELSE (SELECT my_role()) IN ('planner', 'college', 'adviser') OR areas <@ (SELECT my_areas())::bigint[] END);
--> statement-breakpoint

-- Work items: who sees counts and works with them. An owner is given by a planner, an adviser, or the wijkmanager of one of its buurten.
CREATE POLICY cluster_for_staff ON cluster FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser'));
--> statement-breakpoint
CREATE POLICY cluster_owned ON cluster FOR UPDATE TO buurtfocus_app USING ((SELECT my_role()) IN ('planner', 'adviser') OR areas && (SELECT my_areas())::bigint[])
  WITH CHECK ((SELECT my_role()) IN ('planner', 'adviser') OR areas && (SELECT my_areas())::bigint[]);
--> statement-breakpoint
CREATE POLICY change_for_staff ON cluster_event FOR SELECT TO buurtfocus_app USING (kind <> 'note' AND (SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser'));
--> statement-breakpoint
-- Notes say more than numbers: of a sensitive theme for who sees all its counts; else also for the wijkmanager of one of the buurten.
CREATE POLICY note_read ON cluster_event FOR SELECT TO buurtfocus_app USING (kind = 'note' AND EXISTS (
  SELECT FROM cluster c WHERE c.id = cluster_event.cluster AND CASE WHEN c.theme = ANY ((SELECT sensitive_themes())::text[])
    THEN (SELECT my_team()) = 'zorg' OR ((SELECT my_sensitive()) AND c.areas <@ (SELECT my_areas())::bigint[])
    ELSE (SELECT my_role()) IN ('planner', 'college', 'adviser') OR c.areas && (SELECT my_areas())::bigint[] END));
--> statement-breakpoint
CREATE POLICY note_added ON cluster_event FOR INSERT TO buurtfocus_app WITH CHECK (kind = 'note' AND (SELECT my_role()) <> 'college' AND EXISTS (
  SELECT FROM cluster c WHERE c.id = cluster_event.cluster AND CASE WHEN c.theme = ANY ((SELECT sensitive_themes())::text[])
    THEN (SELECT my_team()) = 'zorg' OR ((SELECT my_sensitive()) AND c.areas <@ (SELECT my_areas())::bigint[])
    ELSE (SELECT my_role()) IN ('planner', 'adviser') OR c.areas && (SELECT my_areas())::bigint[] END));
