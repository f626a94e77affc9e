-- The buurt of a signal comes from its point and the boundary year, and the counts that maps read follow every write.
-- Both are kept by statement triggers, so that no caller (import, form, API, a colleague with psql) can make them differ.

-- Staging is thrown away after every run: no write-ahead log needed.
ALTER TABLE "import_stage" SET UNLOGGED;
--> statement-breakpoint
ALTER TABLE "import_stage" SET (autovacuum_enabled = false);
--> statement-breakpoint
INSERT INTO "data_version" ("one") VALUES (true);
--> statement-breakpoint

-- Border cases: on a shared border the lower code wins, and land before water with the same code; outside all areas: no row.
-- A function in SQL that stands in FROM is taken into the plan of the statement; called in SELECT it is planned anew for
-- every row, which cost three times as much per signal.
CREATE FUNCTION signal_places(p geometry, stated_buurt text, in_set bigint) RETURNS TABLE (area bigint)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
  SELECT found.id FROM (
    (SELECT a.id FROM area a
     WHERE p IS NOT NULL AND a.boundary_set = in_set AND a.level = 'buurt' AND ST_Intersects(a.geom, p) -- both EPSG:28992
     ORDER BY a.code, a.water LIMIT 1)
    UNION ALL
    (SELECT a.id FROM area a
     WHERE p IS NULL AND a.boundary_set = in_set AND a.level = 'buurt' AND a.code = stated_buurt
     ORDER BY a.water LIMIT 1)) found
$$;
--> statement-breakpoint
COMMENT ON FUNCTION signal_places IS 'Where a signal counts, for LEFT JOIN LATERAL: its point (RD, EPSG:28992) decides; only without a point the buurt that it states. No row when that is nowhere.';
--> statement-breakpoint

CREATE FUNCTION signal_counts(status text, duplicate_of bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT status <> 'cancelled' AND duplicate_of IS NULL $$;
--> statement-breakpoint
COMMENT ON FUNCTION signal_counts IS 'Whether a signal is counted on maps: not cancelled, and not a duplicate of another.';
--> statement-breakpoint

CREATE FUNCTION days_of(dates date[]) RETURNS integer[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  days integer[] := array_fill(0, ARRAY[31]);
  day integer;
  on_date date;
BEGIN
  FOREACH on_date IN ARRAY dates LOOP
    day := extract(day FROM on_date);
    days[day] := days[day] + 1;
  END LOOP;
  RETURN days;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION days_of IS 'How many of the dates (all of one month) fall on each day of the month; 31 long.';
--> statement-breakpoint

CREATE FUNCTION days_added(a integer[], b integer[], times integer) RETURNS integer[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  FOR day IN 1..31 LOOP
    IF b[day] <> 0 THEN a[day] := a[day] + times * b[day]; END IF;
  END LOOP;
  RETURN a;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION days_added IS 'a + times x b, day by day.';
--> statement-breakpoint

CREATE FUNCTION signal_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH placed AS ( -- 1. where, in every boundary set of its gemeente
    INSERT INTO signal_area (signal, boundary_set, area, theme)
    SELECT n.id, b.id, place.area, n.theme
    FROM added n JOIN boundary_set b ON b.gemeente = n.gemeente
    LEFT JOIN LATERAL signal_places(n.point, n.stated_buurt, b.id) place ON true
    RETURNING signal, area
  ), line AS MATERIALIZED ( -- 2. how many
    SELECT p.area, n.theme, date_trunc('month', n.observed_on)::date AS month, n.observed_on, n.source, n.evidence, n.kind
    FROM placed p JOIN added n ON n.id = p.signal
    WHERE p.area IS NOT NULL AND signal_counts(n.status, n.duplicate_of)
  ), counted AS (
    INSERT INTO signal_month AS m (area, theme, month, source, evidence, kind, n, days)
    SELECT area, theme, month, source, evidence, kind, count(*), days_of(array_agg(observed_on)) FROM line GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (area, theme, month, source, evidence, kind) DO UPDATE SET n = m.n + excluded.n, days = days_added(m.days, excluded.days, 1)
  )
  INSERT INTO signal_theme_month AS m (area, theme, month, n, days)
  SELECT area, theme, month, count(*), days_of(array_agg(observed_on)) FROM line GROUP BY 1, 2, 3
  ON CONFLICT (area, theme, month) DO UPDATE SET n = m.n + excluded.n, days = days_added(m.days, excluded.days, 1);
  RETURN NULL;
END $$;
--> statement-breakpoint

CREATE FUNCTION signal_after_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH line AS MATERIALIZED (
    SELECT sa.area, o.theme, date_trunc('month', o.observed_on)::date AS month, o.observed_on, o.source, o.evidence, o.kind
    FROM removed o JOIN signal_area sa ON sa.signal = o.id
    WHERE sa.area IS NOT NULL AND signal_counts(o.status, o.duplicate_of)
  ), counted AS (
    UPDATE signal_month m SET n = m.n - c.n, days = days_added(m.days, c.days, -1)
    FROM (SELECT area, theme, month, source, evidence, kind, count(*) AS n, days_of(array_agg(observed_on)) AS days FROM line GROUP BY 1, 2, 3, 4, 5, 6) c
    WHERE (m.area, m.theme, m.month, m.source, m.evidence, m.kind) = (c.area, c.theme, c.month, c.source, c.evidence, c.kind)
  )
  UPDATE signal_theme_month m SET n = m.n - c.n, days = days_added(m.days, c.days, -1)
  FROM (SELECT area, theme, month, count(*) AS n, days_of(array_agg(observed_on)) AS days FROM line GROUP BY 1, 2, 3) c
  WHERE (m.area, m.theme, m.month) = (c.area, c.theme, c.month);
  DELETE FROM signal_area sa USING removed o WHERE sa.signal = o.id;
  DELETE FROM signal_month WHERE n = 0;
  DELETE FROM signal_theme_month WHERE n = 0;
  RETURN NULL;
END $$;
--> statement-breakpoint

CREATE FUNCTION signal_after_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- rows whose count or place may differ; a changed note or owner costs nothing here
  IF NOT EXISTS (
    SELECT FROM was o JOIN became n USING (id)
    WHERE (o.theme, o.observed_on, o.source, o.evidence, o.kind, o.status, o.gemeente) <> (n.theme, n.observed_on, n.source, n.evidence, n.kind, n.status, n.gemeente)
       OR o.duplicate_of IS DISTINCT FROM n.duplicate_of OR o.stated_buurt IS DISTINCT FROM n.stated_buurt OR o.point IS DISTINCT FROM n.point
  ) THEN RETURN NULL; END IF;

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
  WHERE (m.area, m.theme, m.month) = (c.area, c.theme, c.month);

  DELETE FROM signal_area sa USING was o JOIN became n USING (id)
  WHERE sa.signal = o.id
    AND (o.gemeente <> n.gemeente OR o.theme <> n.theme OR o.stated_buurt IS DISTINCT FROM n.stated_buurt OR o.point IS DISTINCT FROM n.point);

  INSERT INTO signal_area (signal, boundary_set, area, theme)
  SELECT n.id, b.id, place.area, n.theme
  FROM became n JOIN boundary_set b ON b.gemeente = n.gemeente
  LEFT JOIN LATERAL signal_places(n.point, n.stated_buurt, b.id) place ON true
  WHERE NOT EXISTS (SELECT FROM signal_area sa WHERE sa.signal = n.id AND sa.boundary_set = b.id);

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
  ON CONFLICT (area, theme, month) DO UPDATE SET n = m.n + excluded.n, days = days_added(m.days, excluded.days, 1);

  DELETE FROM signal_month WHERE n = 0;
  DELETE FROM signal_theme_month WHERE n = 0;
  RETURN NULL;
END $$;
--> statement-breakpoint

CREATE TRIGGER signal_after_insert AFTER INSERT ON signal REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION signal_after_insert();
--> statement-breakpoint
CREATE TRIGGER signal_after_delete AFTER DELETE ON signal REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION signal_after_delete();
--> statement-breakpoint
CREATE TRIGGER signal_after_update AFTER UPDATE ON signal REFERENCING OLD TABLE AS was NEW TABLE AS became
  FOR EACH STATEMENT EXECUTE FUNCTION signal_after_update();
--> statement-breakpoint

-- After the areas of a set were added or changed: place every signal of the gemeente again, and count again.
CREATE FUNCTION place_signals_again(in_set bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM signal_month m USING area a WHERE a.id = m.area AND a.boundary_set = in_set;
  DELETE FROM signal_theme_month m USING area a WHERE a.id = m.area AND a.boundary_set = in_set;
  DELETE FROM signal_area WHERE boundary_set = in_set;

  INSERT INTO signal_area (signal, boundary_set, area, theme)
  SELECT s.id, in_set, place.area, s.theme
  FROM boundary_set b JOIN signal s ON s.gemeente = b.gemeente
  LEFT JOIN LATERAL signal_places(s.point, s.stated_buurt, in_set) place ON true
  WHERE b.id = in_set;

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
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION place_signals_again IS 'Rebuilds where the signals count and how many, for one boundary set, from the signals; run after its areas changed.';
