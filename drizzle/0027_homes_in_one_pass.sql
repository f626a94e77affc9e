-- Where people live, as in 0014. There the best kind of street was looked for anew at every point, over all points: 22 s for the 11,000 points of a gemeente of
-- 65 buurten, and four times as long for twice as many. It is found once per buurt now.
-- Points every 40 m along the streets that lie in a land buurt, at most 80 of them, drawn by a hash so that the same streets give the same points. Without five of those:
-- along roads and paths; without five of those: spread over the buurt; else the point inside it. All EPSG:28992; points in areas only, no overlay (see lib/db/embedded/README.md).
CREATE OR REPLACE FUNCTION home_points_again(in_set bigint) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
  best AS MATERIALIZED (SELECT id, min(rank) AS rank FROM (SELECT id, rank FROM inside GROUP BY id, rank HAVING count(*) >= 5) r GROUP BY id),
  along AS (SELECT i.id, i.x, i.y FROM inside i JOIN best USING (id, rank)),
  spread AS (
    SELECT a.id, x, y FROM area a CROSS JOIN LATERAL (SELECT greatest(10, sqrt(ST_Area(a.geom) / 60)) AS step) s
    CROSS JOIN LATERAL generate_series(0, ceil((ST_XMax(a.geom) - ST_XMin(a.geom)) / s.step)::int) i CROSS JOIN LATERAL generate_series(0, ceil((ST_YMax(a.geom) - ST_YMin(a.geom)) / s.step)::int) j
    CROSS JOIN LATERAL (SELECT ST_XMin(a.geom) + (i + 0.5) * s.step AS x, ST_YMin(a.geom) + (j + 0.5) * s.step AS y) p
    WHERE a.boundary_set = in_set AND a.level = 'buurt' AND NOT a.water AND NOT EXISTS (SELECT FROM best WHERE best.id = a.id) AND ST_Covers(a.geom, ST_SetSRID(ST_MakePoint(x, y), 28992))),
  alone AS (
    SELECT a.id, ST_X(a.label_point) AS x, ST_Y(a.label_point) AS y FROM area a
    WHERE a.boundary_set = in_set AND a.level = 'buurt' AND NOT a.water AND NOT EXISTS (SELECT FROM best WHERE best.id = a.id) AND NOT EXISTS (SELECT FROM spread WHERE spread.id = a.id)),
  found AS (SELECT *, 'streets' AS made_from FROM along UNION ALL SELECT *, 'spread' FROM spread UNION ALL SELECT *, 'spread' FROM alone),
  drawn AS (SELECT f.*, row_number() OVER (PARTITION BY f.id ORDER BY md5(round(f.x::numeric, 1) || ' ' || round(f.y::numeric, 1)), f.x, f.y) AS nth FROM found f)
  SELECT id, made_from, array_agg(round(x::numeric, 1)::double precision ORDER BY nth), array_agg(round(y::numeric, 1)::double precision ORDER BY nth) FROM drawn WHERE nth <= 80 GROUP BY id, made_from;
END $$;
