CREATE TABLE "buurt_home" (
	"area" bigint PRIMARY KEY NOT NULL,
	"made_from" text NOT NULL,
	"x" double precision[] NOT NULL,
	"y" double precision[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "coverage_request" (
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
	"buurt" text NOT NULL,
	"theme" text NOT NULL,
	"organisation" bigint NOT NULL,
	"due" date NOT NULL,
	"text" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"reason" text,
	"counter_text" text,
	"counter_date" date,
	"answered_at" timestamp with time zone,
	"answered_by" bigint,
	CONSTRAINT "coverage_request_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "coverage_request_status" CHECK ("coverage_request"."status" in ('open', 'accepted', 'refused', 'counter', 'withdrawn')),
	CONSTRAINT "coverage_request_refused" CHECK ("coverage_request"."status" <> 'refused' or "coverage_request"."reason" is not null),
	CONSTRAINT "coverage_request_counter" CHECK (("coverage_request"."status" = 'counter') = ("coverage_request"."counter_text" is not null) and ("coverage_request"."counter_date" is null or "coverage_request"."status" = 'counter'))
);
--> statement-breakpoint
ALTER TABLE "buurt_home" ADD CONSTRAINT "buurt_home_area_area_id_fk" FOREIGN KEY ("area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coverage_request" ADD CONSTRAINT "coverage_request_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coverage_request" ADD CONSTRAINT "coverage_request_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coverage_request" ADD CONSTRAINT "coverage_request_organisation_organisation_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "coverage_request_cell" ON "coverage_request" USING btree ("gemeente","buurt","theme");--> statement-breakpoint
CREATE INDEX "coverage_request_organisation" ON "coverage_request" USING btree ("organisation");--> statement-breakpoint
CREATE INDEX "coverage_request_theme" ON "coverage_request" USING btree ("theme");
--> statement-breakpoint
-- By hand from here: where people live, what coverage is made from for who may not read the rows themselves, and requests for deployment.
-- BF005: a request that cannot be made or an answer that cannot be given, with a Dutch message.
GRANT CREATE ON SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON buurt_home, coverage_request TO buurtfocus_worker;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE coverage_request_id_seq TO buurtfocus_worker;
--> statement-breakpoint

-- ---------------------------------------------------------------- where people live
-- Points every 40 m along the streets that lie in a land buurt, at most 80 of them, drawn by a hash so that the same streets give the same points. Without five of those:
-- along roads and paths; without five of those: spread over the buurt; else the point inside it. All EPSG:28992; points in areas only, no overlay (see lib/db/embedded/README.md).
CREATE FUNCTION home_points_again(in_set bigint) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM buurt_home h USING area a WHERE a.id = h.area AND a.boundary_set = in_set;
  INSERT INTO buurt_home (area, made_from, x, y)
  WITH line AS MATERIALIZED (
    SELECT CASE b.kind WHEN 'street' THEN 1 ELSE 2 END AS rank, d.geom, ST_Length(d.geom) AS m FROM backdrop b CROSS JOIN LATERAL ST_Dump(b.geom) d
    WHERE b.gemeente = (SELECT gemeente FROM boundary_set WHERE id = in_set) AND b.kind IN ('street', 'road', 'main_road', 'path')),
  spot AS MATERIALIZED (
    SELECT l.rank, p.geom FROM line l CROSS JOIN LATERAL ST_DumpPoints(ST_LineInterpolatePoints(l.geom, least(1, 40 / l.m), true)) p
    WHERE ST_GeometryType(l.geom) = 'ST_LineString' AND l.m > 0),
  inside AS MATERIALIZED (
    SELECT a.id, s.rank, ST_X(s.geom) AS x, ST_Y(s.geom) AS y FROM spot s JOIN area a ON ST_Covers(a.geom, s.geom) WHERE a.boundary_set = in_set AND a.level = 'buurt' AND NOT a.water),
  ranked AS (SELECT id, rank FROM inside GROUP BY id, rank HAVING count(*) >= 5),
  along AS (SELECT i.id, i.x, i.y FROM inside i WHERE i.rank = (SELECT min(r.rank) FROM ranked r WHERE r.id = i.id)),
  spread AS (
    SELECT a.id, x, y FROM area a CROSS JOIN LATERAL (SELECT greatest(10, sqrt(ST_Area(a.geom) / 60)) AS step) s
    CROSS JOIN LATERAL generate_series(0, ceil((ST_XMax(a.geom) - ST_XMin(a.geom)) / s.step)::int) i CROSS JOIN LATERAL generate_series(0, ceil((ST_YMax(a.geom) - ST_YMin(a.geom)) / s.step)::int) j
    CROSS JOIN LATERAL (SELECT ST_XMin(a.geom) + (i + 0.5) * s.step AS x, ST_YMin(a.geom) + (j + 0.5) * s.step AS y) p
    WHERE a.boundary_set = in_set AND a.level = 'buurt' AND NOT a.water AND NOT EXISTS (SELECT FROM along WHERE along.id = a.id) AND ST_Covers(a.geom, ST_SetSRID(ST_MakePoint(x, y), 28992))),
  alone AS (
    SELECT a.id, ST_X(a.label_point) AS x, ST_Y(a.label_point) AS y FROM area a
    WHERE a.boundary_set = in_set AND a.level = 'buurt' AND NOT a.water AND NOT EXISTS (SELECT FROM along WHERE along.id = a.id) AND NOT EXISTS (SELECT FROM spread WHERE spread.id = a.id)),
  found AS (SELECT *, 'streets' AS made_from FROM along UNION ALL SELECT *, 'spread' FROM spread UNION ALL SELECT *, 'spread' FROM alone),
  drawn AS (SELECT f.*, row_number() OVER (PARTITION BY f.id ORDER BY md5(round(f.x::numeric, 1) || ' ' || round(f.y::numeric, 1)), f.x, f.y) AS nth FROM found f)
  SELECT id, made_from, array_agg(round(x::numeric, 1)::double precision ORDER BY nth), array_agg(round(y::numeric, 1)::double precision ORDER BY nth) FROM drawn WHERE nth <= 80 GROUP BY id, made_from;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION home_points_again IS 'Rebuilds where people live in the buurten of one boundary set; run after its areas or the streets of the gemeente changed.';
--> statement-breakpoint
SELECT home_points_again(id) FROM boundary_set;
--> statement-breakpoint

-- ---------------------------------------------------------------- what coverage is made from
-- Who may know the class of a buurt x theme: staff who see counts, and organisations. Not the administrator.
CREATE FUNCTION may_see_coverage() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT my_role() IN ('wijkmanager', 'planner', 'college', 'adviser', 'organisation') OR current_setting('role') = 'buurtfocus_worker'
$$;
--> statement-breakpoint
-- One buurt by the rule of `sees_all_exactly` (0013); the program itself sees every count.
CREATE FUNCTION sees_count_exactly(of_theme text, of_area bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT current_setting('role') = 'buurtfocus_worker' OR sees_all_exactly(of_theme, ARRAY[of_area])
$$;
--> statement-breakpoint
-- How many signals from how many sources make need: of the theme, or the newest limit that the gemeente set for it.
CREATE FUNCTION signal_rule(of_gemeente text) RETURNS TABLE (theme text, days integer, min_signals double precision, min_sources integer) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT t.slug, 7 * t.window_weeks, coalesce((SELECT x.limit_value FROM threshold x WHERE x.gemeente = of_gemeente AND x.theme = t.slug AND x.indicator IS NULL ORDER BY x.version DESC LIMIT 1), t.min_signals), t.min_sources FROM theme t
$$;
--> statement-breakpoint
-- Active knelpunten on a day: observed within the window of the theme, no duplicate, not withdrawn, and not closed on or before that day. A cell that the reader sees exactly comes with
-- its numbers; any other only when there is need, and without a number.
CREATE FUNCTION coverage_signals(in_set bigint, on_day date, of_theme text) RETURNS TABLE (area bigint, theme text, enough boolean, n integer, sources integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH rule AS MATERIALIZED (
    SELECT b.gemeente, r.* FROM boundary_set b CROSS JOIN LATERAL signal_rule(b.gemeente) r WHERE b.id = in_set AND may_see_coverage() AND (of_theme IS NULL OR r.theme = of_theme)),
  cell AS (
    SELECT sa.area, s.theme, count(*)::int AS n, count(DISTINCT s.source)::int AS sources, count(*) >= r.min_signals AND count(DISTINCT s.source) >= r.min_sources AS enough
    FROM rule r JOIN signal s ON s.gemeente = r.gemeente AND s.theme = r.theme JOIN signal_area sa ON sa.signal = s.id AND sa.boundary_set = in_set
    WHERE s.observed_on <= on_day AND s.observed_on > on_day - (SELECT max(days) FROM rule) AND s.observed_on > on_day - r.days AND sa.area IS NOT NULL
      AND s.kind = 'knelpunt' AND s.duplicate_of IS NULL AND (s.status IN ('open', 'in_progress') OR (s.status = 'closed' AND s.closed_on > on_day))
    GROUP BY sa.area, s.theme, r.min_signals, r.min_sources),
  own AS MATERIALIZED (SELECT my_areas() AS areas, sensitive_themes() AS sensitive, my_team() = 'zorg' AS zorg, my_sensitive() AS may, my_role() IN ('planner', 'college', 'adviser') AS everywhere, current_setting('role') = 'buurtfocus_worker' AS worker),
  told AS (
    SELECT c.*, o.worker OR CASE WHEN c.theme = ANY (o.sensitive) THEN o.zorg OR (o.may AND c.area = ANY (o.areas)) ELSE o.everywhere OR c.area = ANY (o.areas) END AS exact FROM cell c CROSS JOIN own o)
  SELECT t.area, t.theme, t.enough, CASE WHEN t.exact THEN t.n END, CASE WHEN t.exact THEN t.sources END FROM told t WHERE t.exact OR t.enough
$$;
--> statement-breakpoint
COMMENT ON FUNCTION coverage_signals IS 'Whether there are signals enough for need, per buurt x theme on a day; numbers only where the reader sees counts exactly.';
--> statement-breakpoint
-- Since when there have been enough without a break, of the cells asked for. Who does not see the counts exactly is told the month only: the day would be that of one signal.
CREATE FUNCTION coverage_since(in_set bigint, on_day date, of_areas bigint[], of_themes text[]) RETURNS TABLE (area bigint, theme text, since date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH rule AS MATERIALIZED (SELECT r.* FROM boundary_set b CROSS JOIN LATERAL signal_rule(b.gemeente) r WHERE b.id = in_set AND may_see_coverage()),
  active AS (
    SELECT c.area, c.theme, s.source, s.observed_on AS begins, least(s.observed_on + r.days, CASE s.status WHEN 'closed' THEN coalesce(s.closed_on, s.observed_on) END) AS ends
    FROM (SELECT DISTINCT * FROM unnest(of_areas, of_themes) x(area, theme)) c JOIN rule r ON r.theme = c.theme
    JOIN signal_area sa ON sa.area = c.area AND sa.boundary_set = in_set AND sa.theme = c.theme JOIN signal s ON s.id = sa.signal
    WHERE s.kind = 'knelpunt' AND s.duplicate_of IS NULL AND s.status <> 'cancelled' AND s.observed_on <= on_day),
  step AS (
    SELECT u.area, u.theme, u.source, u.day, sum(u.change)::int AS change FROM (
      SELECT area, theme, source, begins AS day, 1 AS change FROM active WHERE ends > begins
      UNION ALL SELECT area, theme, source, ends, -1 FROM active WHERE ends > begins AND ends <= on_day) u
    GROUP BY u.area, u.theme, u.source, u.day),
  per_source AS (SELECT s.*, sum(change) OVER w AS now, sum(change) OVER w - change AS was FROM step s WINDOW w AS (PARTITION BY s.area, s.theme, s.source ORDER BY s.day)),
  per_day AS (SELECT p.area, p.theme, p.day, sum(p.change) AS change, sum((p.now > 0)::int - (p.was > 0)::int) AS sources FROM per_source p GROUP BY p.area, p.theme, p.day),
  state AS (
    SELECT d.area, d.theme, d.day, sum(d.change) OVER w >= r.min_signals AND sum(d.sources) OVER w >= r.min_sources AS enough
    FROM per_day d JOIN rule r ON r.theme = d.theme WINDOW w AS (PARTITION BY d.area, d.theme ORDER BY d.day)),
  broken AS (SELECT s.area, s.theme, max(s.day) AS day FROM state s WHERE NOT s.enough GROUP BY s.area, s.theme),
  began AS (SELECT s.area, s.theme, min(s.day) AS day FROM state s LEFT JOIN broken b ON (b.area, b.theme) = (s.area, s.theme) WHERE s.enough AND (b.day IS NULL OR s.day > b.day) GROUP BY s.area, s.theme)
  SELECT b.area, b.theme, CASE WHEN sees_count_exactly(b.theme, b.area) THEN b.day ELSE date_trunc('month', b.day)::date END FROM began b
$$;
--> statement-breakpoint
-- Significant clusters that hold a buurt, of the newest standard calculation that had begun on that day. Which buurten a finding holds is told to everybody who may see coverage; no number.
CREATE FUNCTION coverage_findings(in_set bigint, on_day date, of_theme text) RETURNS TABLE (area bigint, theme text, finding bigint, label text, since date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH run AS (
    SELECT DISTINCT ON (r.theme) r.id, r."to" FROM cluster_run r JOIN boundary_set b ON b.gemeente = r.gemeente
    WHERE b.id = in_set AND may_see_coverage() AND r.standard AND r.status = 'done' AND r.kind = 'knelpunt' AND r.theme IS NOT NULL AND r."from" <= on_day AND (of_theme IS NULL OR r.theme = of_theme)
    ORDER BY r.theme, r."to" DESC, r.id DESC)
  SELECT DISTINCT ON (a.id, f.theme) a.id, f.theme, f.id, f.label, coalesce(f.since, f."from")
  FROM run JOIN cluster_finding f ON f.run = run.id CROSS JOIN LATERAL unnest(f.areas) member JOIN area m ON m.id = member
  JOIN area a ON a.boundary_set = in_set AND a.level = 'buurt' AND NOT a.water AND a.code = m.code
  WHERE f.kind IN ('area', 'recent', 'rise') AND f.p <= 0.05 AND coalesce(f.since, f."from") <= on_day AND on_day < run."to" + 31
  ORDER BY a.id, f.theme, coalesce(f.since, f."from"), f.id
$$;
--> statement-breakpoint
-- Of each activity the last day that hours were delivered or seen (not after the day, nor after its end), and whether hours are planned; no hours.
CREATE FUNCTION coverage_delivered(of_gemeente text, on_day date) RETURNS TABLE (activity bigint, last_on date, planned boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.activity, max(least(d."to" - 1, on_day, a."to" - 1)) FILTER (WHERE d.stage IN ('delivered', 'seen') AND d."from" <= on_day AND (a."to" IS NULL OR d."from" < a."to")),
         coalesce(bool_or(d.stage = 'planned' AND d."to" > on_day AND (a."to" IS NULL OR a."to" > on_day)), false)
  FROM delivery d JOIN activity a ON a.id = d.activity WHERE d.gemeente = of_gemeente AND may_see_coverage() GROUP BY d.activity
$$;
--> statement-breakpoint
-- Lines of agreements that hold on a day: where and about what something is agreed. Whose it is: for staff, and the organisation itself. An agreement that ended holds for its own year.
CREATE FUNCTION coverage_lines(of_gemeente text, on_day date) RETURNS TABLE (line bigint, organisation bigint, theme text, level text, buurt text, werkgebied bigint, frequency text, planned boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN own.may THEN l.id END, CASE WHEN own.may THEN g.organisation END, l.theme, l.level, l.buurt, l.werkgebied, CASE WHEN own.may THEN l.frequency END,
         EXISTS (SELECT FROM delivery d WHERE d.agreement_line = l.id AND d.stage = 'planned' AND d."to" > on_day)
  FROM agreement_line l JOIN agreement g ON g.id = l.agreement CROSS JOIN LATERAL (SELECT my_role() <> 'organisation' OR g.organisation = my_organisation() AS may) own
  WHERE g.gemeente = of_gemeente AND g.year = extract(year FROM on_day) AND may_see_coverage()
    AND (g.status = 'agreed' OR (g.status = 'ended' AND g.year < extract(year FROM now() AT TIME ZONE 'Europe/Amsterdam')))
$$;
--> statement-breakpoint
-- Organisations that may be asked about a theme: they have a line about it in an agreement of this year.
CREATE FUNCTION may_be_asked(of_organisation bigint, of_theme text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM agreement g JOIN agreement_line l ON l.agreement = g.id
    WHERE g.organisation = of_organisation AND l.theme = of_theme AND g.status = 'agreed' AND g.year = extract(year FROM now() AT TIME ZONE 'Europe/Amsterdam'))
$$;
--> statement-breakpoint

-- ---------------------------------------------------------------- requests
CREATE FUNCTION check_request() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  by_user boolean := current_setting('role') = 'buurtfocus_app';
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM organisation o WHERE o.id = NEW.organisation AND o.gemeente = NEW.gemeente) THEN
      RAISE EXCEPTION USING ERRCODE = 'BF004', MESSAGE = 'Deze organisatie bestaat niet in deze gemeente', DETAIL = NEW.organisation::text, TABLE = 'coverage_request', COLUMN = 'organisation';
    END IF;
    IF by_user THEN
      NEW.status := 'open'; NEW.reason := NULL; NEW.counter_text := NULL; NEW.counter_date := NULL; NEW.answered_at := NULL; NEW.answered_by := NULL;
      IF NOT may_be_asked(NEW.organisation, NEW.theme) THEN
        RAISE EXCEPTION USING ERRCODE = 'BF005', MESSAGE = 'Deze organisatie heeft dit jaar geen afspraak over dit thema', DETAIL = NEW.organisation::text, TABLE = 'coverage_request', COLUMN = 'organisation';
      END IF;
      IF NEW.due < (now() AT TIME ZONE 'Europe/Amsterdam')::date THEN
        RAISE EXCEPTION USING ERRCODE = 'BF005', MESSAGE = 'De dag waarop u antwoord wilt, ligt in het verleden', DETAIL = NEW.due::text, TABLE = 'coverage_request', COLUMN = 'due';
      END IF;
    END IF;
    RETURN NEW;
  END IF;
  IF by_user AND (NEW.organisation = my_organisation()) IS NOT TRUE THEN
    IF NOT (OLD.status, NEW.status) IN (('open', 'withdrawn'), ('withdrawn', 'open')) OR (NEW.reason, NEW.counter_text, NEW.counter_date) IS DISTINCT FROM (OLD.reason, OLD.counter_text, OLD.counter_date) THEN
      RAISE EXCEPTION USING ERRCODE = 'BF005', MESSAGE = 'Intrekken kan tot er een antwoord is', DETAIL = NEW.id::text, TABLE = 'coverage_request', COLUMN = 'status';
    END IF;
  ELSIF by_user AND 'withdrawn' IN (OLD.status, NEW.status) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF005', MESSAGE = 'Dit verzoek is ingetrokken; alleen wie het deed, trekt het in of vraagt het opnieuw', DETAIL = NEW.id::text, TABLE = 'coverage_request', COLUMN = 'status';
  ELSIF by_user AND NEW.status = 'open' AND OLD.status <> 'open' THEN
    RAISE EXCEPTION USING ERRCODE = 'BF005', MESSAGE = 'Een antwoord kan worden gewijzigd, niet weggehaald', DETAIL = NEW.id::text, TABLE = 'coverage_request', COLUMN = 'status';
  END IF;
  IF (NEW.status, NEW.reason, NEW.counter_text, NEW.counter_date) IS DISTINCT FROM (OLD.status, OLD.reason, OLD.counter_text, OLD.counter_date) AND NEW.status NOT IN ('open', 'withdrawn') THEN
    NEW.answered_at := now(); NEW.answered_by := acting_user();
  ELSIF by_user THEN
    NEW.answered_at := OLD.answered_at; NEW.answered_by := OLD.answered_by;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER check_request BEFORE INSERT OR UPDATE ON coverage_request FOR EACH ROW EXECUTE FUNCTION check_request();
--> statement-breakpoint
CREATE TRIGGER keep_frame BEFORE INSERT OR UPDATE ON coverage_request FOR EACH ROW EXECUTE FUNCTION keep_frame();
--> statement-breakpoint
CREATE TRIGGER record_inserted AFTER INSERT ON coverage_request REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION record_changes();
--> statement-breakpoint
CREATE TRIGGER record_updated AFTER UPDATE ON coverage_request REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION record_changes();
--> statement-breakpoint
CREATE TRIGGER record_deleted AFTER DELETE ON coverage_request REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION record_changes();
--> statement-breakpoint
CREATE TRIGGER lists_inserted AFTER INSERT ON coverage_request REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION check_lists('buurt', 'buurt');
--> statement-breakpoint

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['may_see_coverage()', 'sees_count_exactly(text, bigint)', 'coverage_signals(bigint, date, text)', 'coverage_since(bigint, date, bigint[], text[])', 'coverage_findings(bigint, date, text)',
                              'coverage_delivered(text, date)', 'coverage_lines(text, date)', 'may_be_asked(bigint, text)', 'check_request()', 'home_points_again(bigint)'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO buurtfocus_worker', name);
    IF name NOT LIKE 'home_points%' THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO buurtfocus_app', name);
      EXECUTE format('ALTER FUNCTION %s OWNER TO buurtfocus_worker', name);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE coverage_request ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE coverage_request FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY worker_all ON coverage_request FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT ON buurt_home TO buurtfocus_app; -- about streets, not about people
--> statement-breakpoint
GRANT SELECT, INSERT (gemeente, source_id, buurt, theme, organisation, due, text), UPDATE (status, reason, counter_text, counter_date) ON coverage_request TO buurtfocus_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE coverage_request_id_seq TO buurtfocus_app;
--> statement-breakpoint
-- Asked by the wijkmanager in the own werkgebied, a planner or an adviser; answered by the organisation that is asked, and by nobody else; taken back, until there is an answer, by who
-- asked or a planner.
CREATE POLICY request_read ON coverage_request FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser') OR organisation = (SELECT my_organisation()));
--> statement-breakpoint
CREATE POLICY request_asked ON coverage_request FOR INSERT TO buurtfocus_app WITH CHECK ((SELECT my_role()) IN ('planner', 'adviser') OR buurt = ANY ((SELECT my_buurten())::text[]));
--> statement-breakpoint
CREATE POLICY request_answered ON coverage_request FOR UPDATE TO buurtfocus_app USING (organisation = (SELECT my_organisation())) WITH CHECK (organisation = (SELECT my_organisation()));
--> statement-breakpoint
CREATE POLICY request_withdrawn ON coverage_request FOR UPDATE TO buurtfocus_app USING (created_by = (SELECT acting_user()) OR (SELECT my_role()) = 'planner') WITH CHECK (status IN ('open', 'withdrawn'));
--> statement-breakpoint
CREATE POLICY history_of_visible_request ON record_history FOR SELECT TO buurtfocus_app USING (register = 'coverage_request' AND EXISTS (SELECT FROM coverage_request r WHERE r.id = record));
