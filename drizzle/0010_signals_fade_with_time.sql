CREATE TABLE "erasure" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"gemeente" text NOT NULL,
	"by_user" text NOT NULL,
	"signals" integer NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention_run" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"on" date NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"report" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signal_expired" (
	"area" bigint NOT NULL,
	"theme" text NOT NULL,
	"month" date NOT NULL,
	"source" text NOT NULL,
	"evidence" text NOT NULL,
	"kind" text NOT NULL,
	"import_run" bigint NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "signal_expired_pk" PRIMARY KEY("area","theme","month","source","evidence","kind","import_run"),
	CONSTRAINT "signal_expired_n" CHECK ("signal_expired"."n" > 0)
);
--> statement-breakpoint
CREATE TABLE "signal_gone" (
	"key" text PRIMARY KEY NOT NULL,
	"why" text NOT NULL,
	"gone_on" date NOT NULL,
	"import_run" bigint,
	CONSTRAINT "signal_gone_why" CHECK ("signal_gone"."why" in ('expired', 'erased'))
);
--> statement-breakpoint
ALTER TABLE "theme" ADD COLUMN "coarsen_after_months" integer DEFAULT 12 NOT NULL;--> statement-breakpoint
ALTER TABLE "theme" ADD COLUMN "delete_after_months" integer DEFAULT 24 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_run" ADD COLUMN "notes_to_confirm" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "signal" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "signal" ADD COLUMN "coarsened_on" date;--> statement-breakpoint
ALTER TABLE "signal_expired" ADD CONSTRAINT "signal_expired_area_area_id_fk" FOREIGN KEY ("area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "signal_expired_run" ON "signal_expired" USING btree ("import_run");--> statement-breakpoint
CREATE INDEX "signal_gone_run" ON "signal_gone" USING btree ("import_run");--> statement-breakpoint
CREATE INDEX "signal_coarsened" ON "signal" USING btree ("gemeente","source","source_id") WHERE coarsened_on is not null;--> statement-breakpoint
ALTER TABLE "theme" ADD CONSTRAINT "theme_retention" CHECK ("theme"."coarsen_after_months" between 1 and 120 and "theme"."delete_after_months" between 1 and 120);--> statement-breakpoint
ALTER TABLE "signal" ADD CONSTRAINT "signal_coarsened_is_coarse" CHECK ("signal"."coarsened_on" is null or ("signal"."point" is null and "signal"."note" is null and "signal"."reporter_key" is null and "signal"."accuracy" = 'buurt'));--> statement-breakpoint
-- Retention: what a signal loses with time, without a count on any map changing.

-- When a signal was closed. Only a change of status costs anything; a signal that arrives closed has no date, and its observation counts as one.
CREATE FUNCTION note_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.closed_on := CASE WHEN NEW.status IN ('closed', 'cancelled') THEN (now() AT TIME ZONE 'Europe/Amsterdam')::date END;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER note_closing BEFORE UPDATE OF status ON signal FOR EACH ROW
  WHEN ((NEW.status IN ('closed', 'cancelled')) <> (OLD.status IN ('closed', 'cancelled'))) EXECUTE FUNCTION note_closing();
--> statement-breakpoint

CREATE FUNCTION signal_key(gemeente text, source text, source_id text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT encode(sha256(convert_to(gemeente || '|' || source || '|' || source_id, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
COMMENT ON FUNCTION signal_key IS 'What is remembered of a signal that is gone, see signal_gone.';
--> statement-breakpoint

-- The rollups follow the counts of expired signals. Their day was thrown away: they count on the first of the month.
CREATE FUNCTION expired_counted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO signal_month AS m (area, theme, month, source, evidence, kind, n, days)
  SELECT area, theme, month, source, evidence, kind, sum(n), ARRAY[sum(n)::integer] || array_fill(0, ARRAY[30])
  FROM changed GROUP BY 1, 2, 3, 4, 5, 6
  ON CONFLICT (area, theme, month, source, evidence, kind) DO UPDATE SET n = m.n + excluded.n, days = days_added(m.days, excluded.days, 1);
  INSERT INTO signal_theme_month AS m (area, theme, month, n, days)
  SELECT area, theme, month, sum(n), ARRAY[sum(n)::integer] || array_fill(0, ARRAY[30])
  FROM changed GROUP BY 1, 2, 3
  ON CONFLICT (area, theme, month) DO UPDATE SET n = m.n + excluded.n, days = days_added(m.days, excluded.days, 1);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER expired_added AFTER INSERT ON signal_expired REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION expired_counted();
--> statement-breakpoint

-- Counts of expired signals go away in two ways: with their area (then the rollups go with it too), or when their import is undone.
CREATE FUNCTION undo_expired(run bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  WITH gone AS (DELETE FROM signal_expired WHERE import_run = run RETURNING *), counted AS (
    UPDATE signal_month m SET n = m.n - c.n, days = days_added(m.days, ARRAY[c.n::integer] || array_fill(0, ARRAY[30]), -1)
    FROM (SELECT area, theme, month, source, evidence, kind, sum(n) AS n FROM gone GROUP BY 1, 2, 3, 4, 5, 6) c
    WHERE (m.area, m.theme, m.month, m.source, m.evidence, m.kind) = (c.area, c.theme, c.month, c.source, c.evidence, c.kind)
  )
  UPDATE signal_theme_month m SET n = m.n - c.n, days = days_added(m.days, ARRAY[c.n::integer] || array_fill(0, ARRAY[30]), -1)
  FROM (SELECT area, theme, month, sum(n) AS n FROM gone GROUP BY 1, 2, 3) c
  WHERE (m.area, m.theme, m.month) = (c.area, c.theme, c.month);
  DELETE FROM signal_month WHERE n = 0;
  DELETE FROM signal_theme_month WHERE n = 0;
  DELETE FROM signal_gone WHERE import_run = run AND why = 'expired';
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION undo_expired IS 'Takes back the counts of the signals of an import that have expired since.';
--> statement-breakpoint

CREATE FUNCTION area_now(of_area bigint, in_set bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT found.id FROM (
    (SELECT n.id FROM area o JOIN area n ON n.code = o.code AND n.level = 'buurt' AND n.boundary_set = in_set
     WHERE o.id = of_area ORDER BY n.water = o.water DESC, n.water LIMIT 1)
    UNION ALL
    (SELECT n.id FROM area o JOIN area n ON n.boundary_set = in_set AND n.level = 'buurt' AND ST_Intersects(n.geom, o.label_point) -- both EPSG:28992
     WHERE o.id = of_area ORDER BY n.code, n.water LIMIT 1)) found
  LIMIT 1
$$;
--> statement-breakpoint
COMMENT ON FUNCTION area_now IS 'The buurt of another year that stands for a buurt: the same code, else the one that its middle lies in.';
--> statement-breakpoint
CREATE FUNCTION coarse_place(of_signal bigint, stated_buurt text, in_set bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT place.area FROM signal_places(NULL, stated_buurt, in_set) place),
    (SELECT area_now(sa.area, in_set) FROM signal_area sa JOIN boundary_set o ON o.id = sa.boundary_set JOIN boundary_set b ON b.id = in_set
     WHERE sa.signal = of_signal AND sa.area IS NOT NULL ORDER BY abs(o.year - b.year), o.year LIMIT 1))
$$;
--> statement-breakpoint
COMMENT ON FUNCTION coarse_place IS 'Where a coarsened signal counts in a boundary set that is new to it: in its buurt, or in the one that now lies there.';
--> statement-breakpoint

-- As in 0006, and a coarsened signal keeps its places.
CREATE OR REPLACE FUNCTION signal_after_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  moved boolean;
BEGIN
  -- All of it is planned anew (EXECUTE): a plan made for one changed row, kept for the session, compares every row with every other when
  -- an import or the nightly work changes thousands.
  -- rows whose count or place may differ; a changed note or owner costs nothing here
  EXECUTE $q$ SELECT EXISTS (
    SELECT FROM was o JOIN became n USING (id)
    WHERE (o.theme, o.observed_on, o.source, o.evidence, o.kind, o.status, o.gemeente) <> (n.theme, n.observed_on, n.source, n.evidence, n.kind, n.status, n.gemeente)
       OR o.duplicate_of IS DISTINCT FROM n.duplicate_of
       -- a coarsened signal stays where its point was
       OR (n.coarsened_on IS NULL AND (o.stated_buurt IS DISTINCT FROM n.stated_buurt OR o.point IS DISTINCT FROM n.point))
  ) $q$ INTO moved;
  IF NOT moved THEN RETURN NULL; END IF;

  EXECUTE $q$
  WITH line AS MATERIALIZED (
    SELECT sa.area, o.theme, date_trunc('month', o.observed_on)::date AS month, o.observed_on, o.source, o.evidence, o.kind
    FROM was o JOIN signal_area sa ON sa.signal = o.id
    WHERE sa.area IS NOT NULL AND signal_counts(o.status, o.duplicate_of)
  ), counted AS (
    UPDATE signal_month m SET n = m.n - c.n, days = days_added(m.days, c.days, -1)
    FROM (SELECT area, theme, month, source, evidence, kind, count(*) AS n, days_of(array_agg(observed_on)) AS days FROM line GROUP BY 1, 2, 3, 4, 5, 6) c
    WHERE (m.area, m.theme, m.month, m.source, m.evidence, m.kind) = (c.area, c.theme, c.month, c.source, c.evidence, c.kind)
  )
  UPDATE signal_theme_month m SET n = m.n - c.n, days = days_added(m.days, c.days, -1)
  FROM (SELECT area, theme, month, count(*) AS n, days_of(array_agg(observed_on)) AS days FROM line GROUP BY 1, 2, 3) c
  WHERE (m.area, m.theme, m.month) = (c.area, c.theme, c.month) $q$;

  EXECUTE $q$
  DELETE FROM signal_area sa USING was o JOIN became n USING (id)
  WHERE sa.signal = o.id
    AND (o.gemeente <> n.gemeente OR (n.coarsened_on IS NULL AND (o.theme <> n.theme OR o.stated_buurt IS DISTINCT FROM n.stated_buurt OR o.point IS DISTINCT FROM n.point))) $q$;

  EXECUTE $q$
  UPDATE signal_area sa SET theme = n.theme FROM became n WHERE sa.signal = n.id AND n.coarsened_on IS NOT NULL AND sa.theme <> n.theme $q$;

  EXECUTE $q$
  INSERT INTO signal_area (signal, boundary_set, area, theme)
  SELECT n.id, b.id, place.area, n.theme
  FROM became n JOIN boundary_set b ON b.gemeente = n.gemeente
  LEFT JOIN LATERAL signal_places(n.point, n.stated_buurt, b.id) place ON true
  WHERE NOT EXISTS (SELECT FROM signal_area sa WHERE sa.signal = n.id AND sa.boundary_set = b.id) $q$;

  EXECUTE $q$
  WITH line AS MATERIALIZED (
    SELECT sa.area, n.theme, date_trunc('month', n.observed_on)::date AS month, n.observed_on, n.source, n.evidence, n.kind
    FROM became n JOIN signal_area sa ON sa.signal = n.id
    WHERE sa.area IS NOT NULL AND signal_counts(n.status, n.duplicate_of)
  ), counted AS (
    INSERT INTO signal_month AS m (area, theme, month, source, evidence, kind, n, days)
    SELECT area, theme, month, source, evidence, kind, count(*), days_of(array_agg(observed_on)) FROM line GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (area, theme, month, source, evidence, kind) DO UPDATE SET n = m.n + excluded.n, days = days_added(m.days, excluded.days, 1)
  )
  INSERT INTO signal_theme_month AS m (area, theme, month, n, days)
  SELECT area, theme, month, count(*), days_of(array_agg(observed_on)) FROM line GROUP BY 1, 2, 3
  ON CONFLICT (area, theme, month) DO UPDATE SET n = m.n + excluded.n, days = days_added(m.days, excluded.days, 1) $q$;
  DELETE FROM signal_month WHERE n = 0;
  DELETE FROM signal_theme_month WHERE n = 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION place_signals_again(in_set bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM signal_month m USING area a WHERE a.id = m.area AND a.boundary_set = in_set;
  DELETE FROM signal_theme_month m USING area a WHERE a.id = m.area AND a.boundary_set = in_set;
  -- 1. coarsened signals: where their point was, while that area is still there
  CREATE TEMPORARY TABLE stays ON COMMIT DROP AS
    SELECT sa.signal, sa.area FROM signal_area sa JOIN signal s ON s.id = sa.signal
    WHERE sa.boundary_set = in_set AND sa.area IS NOT NULL AND s.coarsened_on IS NOT NULL;
  DELETE FROM signal_area WHERE boundary_set = in_set;
  INSERT INTO signal_area (signal, boundary_set, area, theme)
  SELECT s.id, in_set, coalesce(stays.area, coarse_place(s.id, s.stated_buurt, in_set)), s.theme
  FROM boundary_set b JOIN signal s ON s.gemeente = b.gemeente AND s.coarsened_on IS NOT NULL
  LEFT JOIN stays ON stays.signal = s.id
  WHERE b.id = in_set;
  DROP TABLE stays;

  -- 2. all others: where their point is, or the buurt that they state

  INSERT INTO signal_area (signal, boundary_set, area, theme)
  SELECT s.id, in_set, place.area, s.theme
  FROM boundary_set b JOIN signal s ON s.gemeente = b.gemeente
  LEFT JOIN LATERAL signal_places(s.point, s.stated_buurt, in_set) place ON true
  WHERE b.id = in_set AND s.coarsened_on IS NULL;

  WITH line AS MATERIALIZED (
    SELECT sa.area, s.theme, date_trunc('month', s.observed_on)::date AS month, s.observed_on, s.source, s.evidence, s.kind
    FROM signal_area sa JOIN signal s ON s.id = sa.signal
    WHERE sa.boundary_set = in_set AND sa.area IS NOT NULL AND signal_counts(s.status, s.duplicate_of)
  ), counted AS (
    INSERT INTO signal_month (area, theme, month, source, evidence, kind, n, days)
    SELECT area, theme, month, source, evidence, kind, count(*), days_of(array_agg(observed_on)) FROM line GROUP BY 1, 2, 3, 4, 5, 6
  )
  INSERT INTO signal_theme_month (area, theme, month, n, days)
  SELECT area, theme, month, count(*), days_of(array_agg(observed_on)) FROM line GROUP BY 1, 2, 3;

  -- 3. signals that are gone: their counts, in a new set those of the buurt of the nearest year
  IF EXISTS (SELECT FROM signal_expired e JOIN area a ON a.id = e.area WHERE a.boundary_set = in_set) THEN
    INSERT INTO signal_month AS m (area, theme, month, source, evidence, kind, n, days)
    SELECT e.area, e.theme, e.month, e.source, e.evidence, e.kind, sum(e.n), ARRAY[sum(e.n)::integer] || array_fill(0, ARRAY[30])
    FROM signal_expired e JOIN area a ON a.id = e.area WHERE a.boundary_set = in_set GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (area, theme, month, source, evidence, kind) DO UPDATE SET n = m.n + excluded.n, days = days_added(m.days, excluded.days, 1);
    INSERT INTO signal_theme_month AS m (area, theme, month, n, days)
    SELECT e.area, e.theme, e.month, sum(e.n), ARRAY[sum(e.n)::integer] || array_fill(0, ARRAY[30])
    FROM signal_expired e JOIN area a ON a.id = e.area WHERE a.boundary_set = in_set GROUP BY 1, 2, 3
    ON CONFLICT (area, theme, month) DO UPDATE SET n = m.n + excluded.n, days = days_added(m.days, excluded.days, 1);
  ELSE
    INSERT INTO signal_expired (area, theme, month, source, evidence, kind, import_run, n)
    SELECT area_now(e.area, in_set), e.theme, e.month, e.source, e.evidence, e.kind, e.import_run, sum(e.n)
    FROM signal_expired e JOIN area a ON a.id = e.area
    WHERE a.boundary_set = (
        SELECT o.id FROM boundary_set o JOIN boundary_set b ON b.id = in_set AND o.gemeente = b.gemeente AND o.id <> b.id
        WHERE EXISTS (SELECT FROM signal_expired x JOIN area y ON y.id = x.area WHERE y.boundary_set = o.id)
        ORDER BY abs(o.year - b.year), o.year LIMIT 1)
      AND area_now(e.area, in_set) IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5, 6, 7;
  END IF;
END $$;
--> statement-breakpoint
-- As in 0007, and a source stays in the filters while its counts are there.
CREATE OR REPLACE FUNCTION note_origins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM signal_origin o USING (SELECT DISTINCT gemeente, source FROM changed) c
    WHERE (o.gemeente, o.source) = (c.gemeente, c.source) AND NOT EXISTS (SELECT FROM signal s WHERE (s.gemeente, s.source) = (c.gemeente, c.source))
      AND NOT EXISTS (SELECT FROM signal_expired e JOIN area a ON a.id = e.area WHERE e.source = c.source AND a.gemeente = c.gemeente);
  ELSE
    INSERT INTO signal_origin (gemeente, source) SELECT DISTINCT gemeente, source FROM changed ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint

-- Only the worker changes these; the administrator may read what the nightly job and erasures did.
GRANT CREATE ON SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['expired_counted()', 'undo_expired(bigint)'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO buurtfocus_worker', name);
    EXECUTE format('ALTER FUNCTION %s OWNER TO buurtfocus_worker', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['signal_expired', 'signal_gone', 'retention_run', 'erasure'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO buurtfocus_worker', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker_all ON %I FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_worker;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE retention_run_id_seq, erasure_id_seq TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT ON retention_run, erasure TO buurtfocus_app;
--> statement-breakpoint
CREATE POLICY admin_reads ON retention_run FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) = 'admin');
--> statement-breakpoint
CREATE POLICY admin_reads ON erasure FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) = 'admin');
