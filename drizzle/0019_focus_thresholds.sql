CREATE TABLE "focus_threshold" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"version" integer NOT NULL,
	"year" integer NOT NULL,
	"limits" jsonb NOT NULL,
	"at_least" integer NOT NULL,
	"anchors" jsonb NOT NULL,
	"reason" text NOT NULL,
	"restores" integer,
	"by_user" bigint,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "focus_threshold_version" UNIQUE("gemeente","version"),
	CONSTRAINT "focus_threshold_reason" CHECK ("focus_threshold"."reason" ~ '\S' and length("focus_threshold"."reason") <= 500),
	CONSTRAINT "focus_threshold_limits" CHECK (jsonb_typeof("focus_threshold"."limits") = 'array' and jsonb_array_length("focus_threshold"."limits") <= 40 and "focus_threshold"."at_least" between 1 and 40 and "focus_threshold"."year" between 2000 and 2100)
);
--> statement-breakpoint
ALTER TABLE "focus_threshold" ADD CONSTRAINT "focus_threshold_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- By hand from here: who may read and add versions, and what the database itself fills in. Versions are never changed or thrown away.
GRANT CREATE ON SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON focus_threshold TO buurtfocus_worker;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE focus_threshold_id_seq TO buurtfocus_worker;
--> statement-breakpoint
-- Who and when; versions follow each other, so that two who save at once cannot both be the next (23505), and one that is brought back is there (BF018).
CREATE FUNCTION keep_threshold_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  by_user boolean := current_setting('role') = 'buurtfocus_app';
  newest integer := (SELECT coalesce(max(version), 0) FROM focus_threshold WHERE gemeente = NEW.gemeente);
BEGIN
  IF NEW.version <> newest + 1 THEN RAISE EXCEPTION USING ERRCODE = '23505', TABLE = 'focus_threshold', MESSAGE = 'Er is intussen een andere versie'; END IF;
  IF NEW.restores IS NOT NULL AND NOT EXISTS (SELECT FROM focus_threshold o WHERE o.gemeente = NEW.gemeente AND o.version = NEW.restores AND o.limits = NEW.limits AND o.at_least = NEW.at_least) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF018', TABLE = 'focus_threshold', MESSAGE = 'Deze versie is niet gelijk aan de versie die wordt teruggezet';
  END IF;
  IF by_user THEN NEW.at := now(); END IF;
  NEW.by_user := CASE WHEN by_user THEN my_id() ELSE coalesce(NEW.by_user, acting_user()) END;
  RETURN NEW;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION keep_threshold_version() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION keep_threshold_version() TO buurtfocus_worker, buurtfocus_app;
--> statement-breakpoint
ALTER FUNCTION keep_threshold_version() OWNER TO buurtfocus_worker;
--> statement-breakpoint
CREATE TRIGGER keep_threshold_version BEFORE INSERT ON focus_threshold FOR EACH ROW EXECUTE FUNCTION keep_threshold_version();
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_worker;
--> statement-breakpoint
ALTER TABLE focus_threshold ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE focus_threshold FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT (gemeente, version, year, limits, at_least, anchors, reason, restores) ON focus_threshold TO buurtfocus_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE focus_threshold_id_seq TO buurtfocus_app;
--> statement-breakpoint
CREATE POLICY worker_all ON focus_threshold FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY threshold_read ON focus_threshold FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser', 'admin'));
--> statement-breakpoint
CREATE POLICY threshold_add ON focus_threshold FOR INSERT TO buurtfocus_app WITH CHECK ((SELECT my_role()) IN ('planner', 'admin'));
