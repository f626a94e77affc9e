CREATE TABLE "secret" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signal_origin" (
	"gemeente" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "signal_origin_gemeente_source_pk" PRIMARY KEY("gemeente","source")
);
--> statement-breakpoint
CREATE TABLE "signal_rounded" (
	"area" bigint NOT NULL,
	"theme" text NOT NULL,
	"month" date NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "signal_rounded_area_theme_month_pk" PRIMARY KEY("area","theme","month")
);
--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "sensitive" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "signal" ADD COLUMN "cell" integer GENERATED ALWAYS AS ((floor(ST_X(point) / 500)::integer * 2000 + floor(ST_Y(point) / 500)::integer)) STORED;--> statement-breakpoint
ALTER TABLE "signal_rounded" ADD CONSTRAINT "signal_rounded_area_area_id_fk" FOREIGN KEY ("area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "signal_rounded_month" ON "signal_rounded" USING btree ("month");--> statement-breakpoint
CREATE INDEX "signal_cell" ON "signal" USING btree ("cell");
--> statement-breakpoint
-- Rights are decided here, not in pages. Every transaction of the app takes one of these roles (SET LOCAL ROLE, see lib/db/client.ts):
--   buurtfocus_app     a user or an anonymous visitor, known by the transaction-local setting app.uid; sees what the policies below let through
--   buurtfocus_worker  imports, nightly work, sign-in: after the code has checked who asks
--   buurtfocus_pub     the public release, schema `pub` only
-- None of them owns a table, is a superuser or may bypass row-level security. Roles belong to the whole server: made once, used by every database.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['buurtfocus_app', 'buurtfocus_worker', 'buurtfocus_pub'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', name); END IF;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this server was first
      WHEN insufficient_privilege THEN RAISE EXCEPTION 'the login % may not create roles; let an administrator of the server run once: CREATE ROLE buurtfocus_app NOLOGIN; CREATE ROLE buurtfocus_worker NOLOGIN; CREATE ROLE buurtfocus_pub NOLOGIN; CREATE ROLE buurtfocus_auditor NOLOGIN; GRANT buurtfocus_app, buurtfocus_worker, buurtfocus_pub, buurtfocus_auditor TO %', current_user, current_user;
    END;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = name AND (rolsuper OR rolbypassrls)) THEN
      RAISE EXCEPTION 'role % is a superuser or bypasses row-level security; it must not', name;
    END IF;
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AND NOT pg_has_role(current_user, name, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO %I', name, current_user);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO buurtfocus_app, buurtfocus_worker;
--> statement-breakpoint
CREATE SCHEMA pub;
--> statement-breakpoint
GRANT USAGE ON SCHEMA pub TO buurtfocus_pub;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO buurtfocus_worker;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO buurtfocus_worker;
--> statement-breakpoint
-- PostGIS keeps its own table of coordinate systems here; only its owner may write it.
DO $$ BEGIN REVOKE INSERT, UPDATE, DELETE ON spatial_ref_sys FROM buurtfocus_worker; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$;
--> statement-breakpoint

-- What is about areas, figures and settings and about nobody: everybody may read it, only the worker writes it.
GRANT SELECT ON gemeente, boundary_set, area, area_link, backdrop, werkgebied, werkgebied_buurt, data_version, indicator, indicator_value, theme, threshold, team TO buurtfocus_app;
--> statement-breakpoint

-- ---------------------------------------------------------------- who asks
-- These functions run as the worker (SECURITY DEFINER), because a policy that reads the table that it guards never ends. Each tells the
-- reader something about the reader only.
GRANT CREATE ON SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
CREATE FUNCTION my_id() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
  SELECT NULLIF(current_setting('app.uid', true), '')::bigint -- '' after an earlier transaction on the same connection
$$;
--> statement-breakpoint
CREATE FUNCTION my_role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT role FROM app_user WHERE id = my_id() AND active), '')
$$;
--> statement-breakpoint
COMMENT ON FUNCTION my_role IS 'Role of the active user of app.uid; empty when there is none.';
--> statement-breakpoint
CREATE FUNCTION my_account() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT account FROM app_user WHERE id = my_id() AND active), '')
$$;
--> statement-breakpoint
CREATE FUNCTION my_team() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT team FROM app_user WHERE id = my_id() AND active AND role = 'adviser'), '')
$$;
--> statement-breakpoint
COMMENT ON FUNCTION my_team IS 'Team of an adviser; empty for everybody else.';
--> statement-breakpoint
CREATE FUNCTION my_sensitive() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT sensitive FROM app_user WHERE id = my_id() AND active AND role = 'wijkmanager'), false)
$$;
--> statement-breakpoint
CREATE FUNCTION my_scope() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT c.werkgebied FROM user_scope c JOIN app_user u ON u.id = c.app_user
  WHERE u.id = my_id() AND u.active AND u.role = 'wijkmanager'
    AND c."from" <= (now() AT TIME ZONE 'Europe/Amsterdam')::date
    AND (c."to" IS NULL OR c."to" > (now() AT TIME ZONE 'Europe/Amsterdam')::date)
$$;
--> statement-breakpoint
COMMENT ON FUNCTION my_scope IS 'Werkgebieden that a wijkmanager serves today; none for everybody else.';
--> statement-breakpoint
CREATE FUNCTION my_areas() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(a.id), '{}')
  FROM werkgebied_buurt wb JOIN area a ON a.gemeente = wb.gemeente AND a.code = wb.buurt_code AND a.level = 'buurt'
  WHERE wb.werkgebied IN (SELECT my_scope())
    AND wb.year = ( -- the werkgebieden of the boundary year: the newest not after it, else the oldest
      SELECT y.year FROM werkgebied_buurt y WHERE y.gemeente = a.gemeente ORDER BY (y.year <= a.year) DESC, abs(y.year - a.year) LIMIT 1)
$$;
--> statement-breakpoint
COMMENT ON FUNCTION my_areas IS 'Ids of the buurten, in every boundary year, of the werkgebieden that a wijkmanager serves today.';
--> statement-breakpoint
CREATE FUNCTION sensitive_themes() RETURNS text[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(slug), '{}') FROM theme WHERE sensitive
$$;
--> statement-breakpoint
ALTER FUNCTION my_role() OWNER TO buurtfocus_worker;
--> statement-breakpoint
ALTER FUNCTION my_account() OWNER TO buurtfocus_worker;
--> statement-breakpoint
ALTER FUNCTION my_team() OWNER TO buurtfocus_worker;
--> statement-breakpoint
ALTER FUNCTION my_sensitive() OWNER TO buurtfocus_worker;
--> statement-breakpoint
ALTER FUNCTION my_scope() OWNER TO buurtfocus_worker;
--> statement-breakpoint
ALTER FUNCTION my_areas() OWNER TO buurtfocus_worker;
--> statement-breakpoint

-- ---------------------------------------------------------------- counts for who may not see them exactly
-- Unbiased random rounding to 5 of buurt x theme x month. The fraction comes from a key and the cell, so asking again tells nothing more, and the
-- same cell rounds the same way after every import. Key: kept from every role but the worker.
INSERT INTO secret (name, value) VALUES ('rounding', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
--> statement-breakpoint
CREATE FUNCTION rounded_to_5(n integer, cell text, key text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT n - n % 5 + CASE WHEN ('x' || substr(encode(sha256(convert_to(key || '|' || cell, 'UTF8')), 'hex'), 1, 13))::bit(52)::bigint / 4503599627370496.0 < (n % 5) / 5.0 THEN 5 ELSE 0 END
$$;
--> statement-breakpoint
COMMENT ON FUNCTION rounded_to_5 IS 'n or one of the multiples of 5 around it, with expectation n; the choice is fixed by cell and key.';
--> statement-breakpoint
CREATE FUNCTION round_again() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM signal_rounded r USING changed c WHERE (r.area, r.theme, r.month) = (c.area, c.theme, c.month);
    RETURN NULL;
  END IF;
  INSERT INTO signal_rounded AS r (area, theme, month, n)
  SELECT c.area, c.theme, c.month, rounded_to_5(c.n, a.code || '|' || c.theme || '|' || c.month, k.value)
  FROM changed c JOIN area a ON a.id = c.area CROSS JOIN secret k WHERE k.name = 'rounding'
  ON CONFLICT (area, theme, month) DO UPDATE SET n = excluded.n WHERE r.n <> excluded.n;
  DELETE FROM signal_rounded r USING changed c WHERE (r.area, r.theme, r.month) = (c.area, c.theme, c.month) AND r.n = 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER round_inserted AFTER INSERT ON signal_theme_month REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION round_again();
--> statement-breakpoint
CREATE TRIGGER round_updated AFTER UPDATE ON signal_theme_month REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION round_again();
--> statement-breakpoint
CREATE TRIGGER round_deleted AFTER DELETE ON signal_theme_month REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION round_again();
--> statement-breakpoint
-- Databases that already hold counts: an update of every row fires the trigger.
UPDATE signal_theme_month SET n = n;
--> statement-breakpoint

CREATE FUNCTION note_origins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM signal_origin o USING (SELECT DISTINCT gemeente, source FROM changed) c
    WHERE (o.gemeente, o.source) = (c.gemeente, c.source) AND NOT EXISTS (SELECT FROM signal s WHERE (s.gemeente, s.source) = (c.gemeente, c.source));
  ELSE
    INSERT INTO signal_origin (gemeente, source) SELECT DISTINCT gemeente, source FROM changed ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER origin_inserted AFTER INSERT ON signal REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_origins();
--> statement-breakpoint
CREATE TRIGGER origin_deleted AFTER DELETE ON signal REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_origins();
--> statement-breakpoint
INSERT INTO signal_origin SELECT DISTINCT gemeente, source FROM signal;
--> statement-breakpoint

-- Triggers write places and counts for whoever wrote the signal, also a user who may not write those tables.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['signal_after_insert', 'signal_after_update', 'signal_after_delete', 'round_again', 'note_origins'] LOOP
    EXECUTE format('ALTER FUNCTION %I() SECURITY DEFINER SET search_path = public, pg_temp', name);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %I() FROM PUBLIC', name);
    EXECUTE format('ALTER FUNCTION %I() OWNER TO buurtfocus_worker', name);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION place_signals_again(bigint) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION place_signals_again(bigint) TO buurtfocus_worker;
--> statement-breakpoint

-- Signals that lie in no buurt of a boundary set have no row in the counts. Only who sees all exact counts is told how many.
CREATE FUNCTION signals_nowhere(in_set bigint, first date, after date, of_theme text, of_source text, of_evidence text, of_kind text) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN my_role() IN ('planner', 'college', 'adviser') OR current_setting('role') = 'buurtfocus_worker' THEN (
    SELECT count(*)::int FROM signal_area sa JOIN signal s ON s.id = sa.signal
    WHERE sa.boundary_set = in_set AND sa.area IS NULL AND s.observed_on >= first AND s.observed_on < after AND signal_counts(s.status, s.duplicate_of)
      AND (current_setting('role') = 'buurtfocus_worker' OR my_team() = 'zorg' OR NOT s.theme = ANY (sensitive_themes()))
      AND (of_theme IS NULL OR s.theme = of_theme) AND (of_source IS NULL OR s.source = of_source)
      AND (of_evidence IS NULL OR s.evidence = of_evidence) AND (of_kind IS NULL OR s.kind = of_kind)) END
$$;
--> statement-breakpoint
ALTER FUNCTION signals_nowhere OWNER TO buurtfocus_worker;
--> statement-breakpoint

-- ANALYZE needs the owner of the table.
CREATE FUNCTION analyze_import_stage() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN ANALYZE import_stage; END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION analyze_import_stage() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION analyze_import_stage() TO buurtfocus_worker;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_worker;
--> statement-breakpoint

-- ---------------------------------------------------------------- row-level security
-- Forced: also for the owner. The worker sees every row; nobody else sees a table without a policy for them.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['signal', 'signal_area', 'signal_event', 'signal_month', 'signal_theme_month', 'signal_rounded', 'signal_origin', 'secret', 'visit',
                              'app_user', 'user_scope', 'session', 'import_run', 'import_stage', 'import_before', 'import_reject'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker_all ON %I FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT ON signal, signal_area, signal_event, signal_month, signal_theme_month, signal_rounded, signal_origin, visit TO buurtfocus_app;
--> statement-breakpoint

-- Single signals: of a sensitive theme for team Zorg only; of other themes for the wijkmanager of the werkgebied only.
CREATE POLICY place_in_scope ON signal_area FOR SELECT TO buurtfocus_app USING (
  CASE WHEN theme = ANY ((SELECT sensitive_themes())::text[]) THEN (SELECT my_team()) = 'zorg' ELSE area = ANY ((SELECT my_areas())::bigint[]) END);
--> statement-breakpoint
CREATE POLICY signal_with_visible_place ON signal FOR SELECT TO buurtfocus_app USING (EXISTS (SELECT FROM signal_area sa WHERE sa.signal = signal.id));
--> statement-breakpoint
CREATE POLICY event_of_visible_signal ON signal_event FOR SELECT TO buurtfocus_app USING (EXISTS (SELECT FROM signal s WHERE s.id = signal_event.signal));
--> statement-breakpoint

-- Counts: a cell (buurt x theme) is seen exactly or rounded, never both. Exactly: sensitive themes by team Zorg, and by a wijkmanager with the right for
-- it in the own werkgebied; other themes by planner, college and advisers, and by the wijkmanager in the own werkgebied.
CREATE POLICY exact_count ON signal_month FOR SELECT TO buurtfocus_app USING (
  CASE WHEN theme = ANY ((SELECT sensitive_themes())::text[])
    THEN (SELECT my_team()) = 'zorg' OR ((SELECT my_sensitive()) AND area = ANY ((SELECT my_areas())::bigint[]))
    ELSE (SELECT my_role()) IN ('planner', 'college', 'adviser') OR area = ANY ((SELECT my_areas())::bigint[]) END);
--> statement-breakpoint
CREATE POLICY exact_count ON signal_theme_month FOR SELECT TO buurtfocus_app USING (
  CASE WHEN theme = ANY ((SELECT sensitive_themes())::text[])
    THEN (SELECT my_team()) = 'zorg' OR ((SELECT my_sensitive()) AND area = ANY ((SELECT my_areas())::bigint[]))
    ELSE (SELECT my_role()) IN ('planner', 'college', 'adviser') OR area = ANY ((SELECT my_areas())::bigint[]) END);
--> statement-breakpoint
CREATE POLICY rounded_count ON signal_rounded FOR SELECT TO buurtfocus_app USING (
  (SELECT my_role()) <> '' AND NOT
  CASE WHEN theme = ANY ((SELECT sensitive_themes())::text[])
    THEN (SELECT my_team()) = 'zorg' OR ((SELECT my_sensitive()) AND area = ANY ((SELECT my_areas())::bigint[]))
    ELSE (SELECT my_role()) IN ('planner', 'college', 'adviser') OR area = ANY ((SELECT my_areas())::bigint[]) END);
--> statement-breakpoint
CREATE POLICY origin_for_staff ON signal_origin FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) <> '');
--> statement-breakpoint
-- Where the gemeente was: not for organisations.
CREATE POLICY visit_for_staff ON visit FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser', 'admin'));
--> statement-breakpoint

-- People. The demo accounts are no people, and the sign-in page lists them.
GRANT SELECT, INSERT, UPDATE ON app_user TO buurtfocus_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON user_scope TO buurtfocus_app;
--> statement-breakpoint
GRANT INSERT, UPDATE ON team TO buurtfocus_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE app_user_id_seq, user_scope_id_seq TO buurtfocus_app;
--> statement-breakpoint
GRANT SELECT (app_user, created_at, expires_at), DELETE ON session TO buurtfocus_app;
--> statement-breakpoint
CREATE POLICY user_self_or_demo ON app_user FOR SELECT TO buurtfocus_app USING (id = (SELECT my_id()) OR (demo AND active));
--> statement-breakpoint
CREATE POLICY user_by_admin ON app_user FOR ALL TO buurtfocus_app USING ((SELECT my_role()) = 'admin') WITH CHECK ((SELECT my_role()) = 'admin');
--> statement-breakpoint
CREATE POLICY scope_own ON user_scope FOR SELECT TO buurtfocus_app USING (app_user = (SELECT my_id()));
--> statement-breakpoint
CREATE POLICY scope_by_admin ON user_scope FOR ALL TO buurtfocus_app USING ((SELECT my_role()) = 'admin') WITH CHECK ((SELECT my_role()) = 'admin');
--> statement-breakpoint
CREATE POLICY session_own ON session FOR ALL TO buurtfocus_app USING (app_user = (SELECT my_id()));
--> statement-breakpoint
CREATE POLICY session_by_admin ON session FOR ALL TO buurtfocus_app USING ((SELECT my_role()) = 'admin');
--> statement-breakpoint
ALTER TABLE team ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE team FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY worker_all ON team FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY team_read ON team FOR SELECT TO buurtfocus_app USING (true);
--> statement-breakpoint
CREATE POLICY team_by_admin ON team FOR ALL TO buurtfocus_app USING ((SELECT my_role()) = 'admin') WITH CHECK ((SELECT my_role()) = 'admin');
--> statement-breakpoint

-- Imports: reports for the administrator and for who did the import; what was staged and what was there before for the worker only.
GRANT SELECT ON import_run, import_reject TO buurtfocus_app;
--> statement-breakpoint
CREATE POLICY run_own_or_admin ON import_run FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) = 'admin' OR by_user = NULLIF((SELECT my_account()), ''));
--> statement-breakpoint
CREATE POLICY reject_of_visible_run ON import_reject FOR SELECT TO buurtfocus_app USING (EXISTS (SELECT FROM import_run r WHERE r.id = import_reject.run));
