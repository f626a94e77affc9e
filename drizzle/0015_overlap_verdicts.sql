CREATE TABLE "overlap_verdict" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"first" bigint NOT NULL,
	"second" bigint NOT NULL,
	"verdict" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"expires" date,
	"by_user" bigint,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"first_version" integer NOT NULL,
	"second_version" integer NOT NULL,
	"first_organisation" bigint NOT NULL,
	"second_organisation" bigint NOT NULL,
	"first_was" text NOT NULL,
	"second_was" text NOT NULL,
	"replaces" bigint,
	CONSTRAINT "overlap_verdict_of_pair" UNIQUE("id","first","second"),
	CONSTRAINT "overlap_verdict_follows" UNIQUE("replaces"),
	CONSTRAINT "overlap_verdict_order" CHECK ("overlap_verdict"."first" < "overlap_verdict"."second"),
	CONSTRAINT "overlap_verdict_kind" CHECK ("overlap_verdict"."verdict" in ('double', 'complementary', 'wanted', 'withdrawn')),
	CONSTRAINT "overlap_verdict_said" CHECK (case when "overlap_verdict"."verdict" = 'withdrawn' then "overlap_verdict"."replaces" is not null and "overlap_verdict"."expires" is null else "overlap_verdict"."expires" is not null and "overlap_verdict"."reason" ~ '\S' end),
	CONSTRAINT "overlap_verdict_expires" CHECK ("overlap_verdict"."expires" > ("overlap_verdict"."at" at time zone 'Europe/Amsterdam')::date)
);
--> statement-breakpoint
ALTER TABLE "overlap_verdict" ADD CONSTRAINT "overlap_verdict_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "overlap_verdict" ADD CONSTRAINT "overlap_verdict_replaces" FOREIGN KEY ("replaces","first","second") REFERENCES "public"."overlap_verdict"("id","first","second") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "overlap_verdict_begins" ON "overlap_verdict" USING btree ("first","second") WHERE "overlap_verdict"."replaces" is null;--> statement-breakpoint
CREATE INDEX "overlap_verdict_second" ON "overlap_verdict" USING btree ("second");--> statement-breakpoint
CREATE INDEX "overlap_verdict_gemeente" ON "overlap_verdict" USING btree ("gemeente");--> statement-breakpoint
-- By hand from here: who may read and give verdicts, and what the database itself fills in. Errors of our own: BF015 an activity that changed since it was seen,
-- BF016 two activities that make no pair.
GRANT CREATE ON SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON overlap_verdict TO buurtfocus_worker;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE overlap_verdict_id_seq TO buurtfocus_worker;
--> statement-breakpoint
CREATE FUNCTION subsidised_organisations(of_gemeente text, in_year integer) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN my_role() IN ('wijkmanager', 'planner', 'college', 'adviser', 'organisation') OR current_setting('role') = 'buurtfocus_worker' THEN (
    SELECT coalesce(array_agg(DISTINCT a.organisation), '{}') FROM agreement a
    WHERE a.gemeente = of_gemeente AND a.year = in_year AND a.status <> 'concept' AND a.subsidy_eur > 0) ELSE '{}' END
$$;
--> statement-breakpoint
COMMENT ON FUNCTION subsidised_organisations IS 'Which organisations get subsidy in a year by an agreement that is no concept, never how much; nobody for who sees no overlap.';
--> statement-breakpoint
CREATE FUNCTION activities_in_my_areas(ids bigint[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT my_role() = 'wijkmanager' AND count(*) = cardinality(ids) AND coalesce(bool_and(
    CASE WHEN a.venue IS NOT NULL THEN EXISTS (
      SELECT FROM venue_area va WHERE va.venue = a.venue AND va.area = ANY (my_areas())
        AND va.boundary_set = (SELECT b.id FROM boundary_set b WHERE b.gemeente = a.gemeente ORDER BY b.year DESC LIMIT 1))
    WHEN a.service_area = 'buurten' THEN a.buurten && my_buurten()
    WHEN a.service_area = 'werkgebied' THEN a.werkgebied IN (SELECT my_scope())
    ELSE false END), false)
  FROM activity a WHERE a.id = ANY (ids)
$$;
--> statement-breakpoint
COMMENT ON FUNCTION activities_in_my_areas IS 'Whether all these activities are held or work in a werkgebied that a wijkmanager serves today, by the newest boundaries; those of the whole gemeente are not.';
--> statement-breakpoint
-- Who said it, when, and what was judged. The activities are locked, so that they do not change between looking and writing; the program (the demo) may bring what was then.
CREATE FUNCTION judge_overlap() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  by_user boolean := current_setting('role') = 'buurtfocus_app';
  one record;
  other record;
  last record;
BEGIN
  PERFORM FROM activity a WHERE a.id IN (NEW.first, NEW.second) ORDER BY a.id FOR SHARE;
  SELECT a.gemeente, a.version, s.organisation, a.name || ' (' || o.name || ')' AS was INTO one FROM activity a JOIN service s ON s.id = a.service JOIN organisation o ON o.id = s.organisation WHERE a.id = NEW.first;
  SELECT a.gemeente, a.version, s.organisation, a.name || ' (' || o.name || ')' AS was INTO other FROM activity a JOIN service s ON s.id = a.service JOIN organisation o ON o.id = s.organisation WHERE a.id = NEW.second;
  IF one IS NULL OR other IS NULL OR one.gemeente <> other.gemeente THEN
    RAISE EXCEPTION USING ERRCODE = 'BF016', TABLE = 'overlap_verdict', MESSAGE = 'Deze twee activiteiten zijn er niet allebei in dezelfde gemeente';
  END IF;
  IF NEW.verdict = 'withdrawn' THEN
    SELECT v.verdict, v.first_version, v.second_version INTO last FROM overlap_verdict v WHERE v.id = NEW.replaces;
    IF last.verdict = 'withdrawn' THEN RAISE EXCEPTION USING ERRCODE = 'BF016', TABLE = 'overlap_verdict', MESSAGE = 'Dit oordeel is al teruggenomen'; END IF;
    NEW.first_version := one.version; NEW.second_version := other.version;
  ELSIF by_user AND (NEW.first_version, NEW.second_version) IS DISTINCT FROM (one.version, other.version) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF015', TABLE = 'overlap_verdict', MESSAGE = 'Een van de twee activiteiten is intussen gewijzigd';
  END IF;
  NEW.gemeente := one.gemeente; NEW.first_was := one.was; NEW.second_was := other.was;
  NEW.first_organisation := one.organisation; NEW.second_organisation := other.organisation;
  IF by_user THEN NEW.at := now(); END IF;
  NEW.by_user := CASE WHEN by_user THEN my_id() ELSE coalesce(NEW.by_user, acting_user()) END;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER judge_overlap BEFORE INSERT ON overlap_verdict FOR EACH ROW EXECUTE FUNCTION judge_overlap();
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['subsidised_organisations(text, integer)', 'activities_in_my_areas(bigint[])', 'judge_overlap()'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO buurtfocus_worker, buurtfocus_app', name);
    EXECUTE format('ALTER FUNCTION %s OWNER TO buurtfocus_worker', name);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_worker;
--> statement-breakpoint
ALTER TABLE overlap_verdict ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE overlap_verdict FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT ON overlap_verdict TO buurtfocus_app;
--> statement-breakpoint
GRANT INSERT (gemeente, first, second, verdict, reason, expires, first_version, second_version, first_organisation, second_organisation, first_was, second_was, replaces) ON overlap_verdict TO buurtfocus_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE overlap_verdict_id_seq TO buurtfocus_app;
--> statement-breakpoint
CREATE POLICY worker_all ON overlap_verdict FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Staff read all; an organisation what was said of its own activities. The administrator and visitors nothing.
CREATE POLICY verdict_read ON overlap_verdict FOR SELECT TO buurtfocus_app USING (
  (SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser') OR first = ANY ((SELECT my_activities())::bigint[]) OR second = ANY ((SELECT my_activities())::bigint[]));
--> statement-breakpoint
CREATE POLICY verdict_given ON overlap_verdict FOR INSERT TO buurtfocus_app WITH CHECK (
  (SELECT my_role()) IN ('planner', 'adviser') OR activities_in_my_areas(ARRAY[first, second]));
