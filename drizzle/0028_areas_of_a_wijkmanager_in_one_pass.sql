-- The buurten of a wijkmanager, as in 0007. There the year of the werkgebieden was looked for anew at every buurt, over all rows: 5 ms in the embedded engine for 66 buurten,
-- twice in every question about counts, and with the square of the number of buurten. It is found once per boundary year now.
CREATE OR REPLACE FUNCTION my_areas() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH mine AS MATERIALIZED (SELECT gemeente, year, buurt_code FROM werkgebied_buurt WHERE werkgebied IN (SELECT my_scope())),
  chosen AS MATERIALIZED ( -- the werkgebieden of the boundary year: the newest not after it, else the oldest
    SELECT DISTINCT ON (b.id) b.id, b.gemeente, y.year
    FROM boundary_set b JOIN (SELECT DISTINCT gemeente, year FROM werkgebied_buurt WHERE gemeente IN (SELECT gemeente FROM mine)) y ON y.gemeente = b.gemeente
    ORDER BY b.id, (y.year <= b.year) DESC, abs(y.year - b.year))
  SELECT coalesce(array_agg(a.id), '{}')
  FROM chosen c JOIN mine m ON m.gemeente = c.gemeente AND m.year = c.year
  JOIN area a ON a.boundary_set = c.id AND a.level = 'buurt' AND a.code = m.buurt_code
$$;
