CREATE TABLE "pub"."publication_area" (
	"gemeente" text NOT NULL,
	"boundary_year" smallint NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"wijk" text NOT NULL,
	"buurten" text[] NOT NULL,
	CONSTRAINT "publication_area_gemeente_boundary_year_code_pk" PRIMARY KEY("gemeente","boundary_year","code")
);
--> statement-breakpoint
CREATE TABLE "pub"."leaf" (
	"release" bigint NOT NULL,
	"area" text NOT NULL,
	"theme" text NOT NULL,
	"period" text NOT NULL,
	"p" integer NOT NULL,
	CONSTRAINT "leaf_release_area_theme_period_pk" PRIMARY KEY("release","area","theme","period"),
	CONSTRAINT "leaf_rounded" CHECK ("pub"."leaf"."p" >= 0 and "pub"."leaf"."p" % 5 = 0)
);
--> statement-breakpoint
CREATE TABLE "public_release" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"id" text,
	"gemeente" text NOT NULL,
	"status" text DEFAULT 'asked' NOT NULL,
	"until_period" text,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"made_by" bigint,
	"alive_at" timestamp with time zone,
	"made_at" timestamp with time zone,
	"made_on" date,
	"boundary_year" smallint,
	"periods" text[] DEFAULT '{}' NOT NULL,
	"sha256" text,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"key_mark" text,
	"problem" text,
	"published_at" timestamp with time zone,
	"published_by" bigint,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" bigint,
	"withdrawn_reason" text,
	CONSTRAINT "public_release_status" CHECK ("public_release"."status" in ('asked', 'making', 'draft', 'published', 'withdrawn', 'failed')),
	CONSTRAINT "public_release_made" CHECK ("public_release"."status" not in ('draft', 'published') or ("public_release"."id" is not null and "public_release"."sha256" is not null and "public_release"."made_at" is not null and "public_release"."made_on" is not null and "public_release"."boundary_year" is not null and "public_release"."key_mark" is not null)),
	CONSTRAINT "public_release_published" CHECK ("public_release"."status" <> 'published' or "public_release"."published_at" is not null),
	CONSTRAINT "public_release_withdrawn" CHECK (("public_release"."status" = 'withdrawn') = ("public_release"."withdrawn_at" is not null) and ("public_release"."status" <> 'withdrawn' or "public_release"."withdrawn_reason" ~ '\S')),
	CONSTRAINT "public_release_texts" CHECK (length("public_release"."withdrawn_reason") <= 500 and length("public_release"."problem") <= 200)
);
--> statement-breakpoint
ALTER TABLE "theme" ADD COLUMN "public_period" text DEFAULT 'quarter' NOT NULL;--> statement-breakpoint
ALTER TABLE "pub"."leaf" ADD CONSTRAINT "leaf_release_public_release_number_fk" FOREIGN KEY ("release") REFERENCES "public"."public_release"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_release" ADD CONSTRAINT "public_release_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_release" ADD CONSTRAINT "public_release_made_by_app_user_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_release" ADD CONSTRAINT "public_release_published_by_app_user_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_release" ADD CONSTRAINT "public_release_withdrawn_by_app_user_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "public_release_id" ON "public_release" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "public_release_open" ON "public_release" USING btree ("gemeente") WHERE status in ('asked', 'making');--> statement-breakpoint
CREATE INDEX "public_release_gemeente" ON "public_release" USING btree ("gemeente","number");--> statement-breakpoint
ALTER TABLE "theme" ADD CONSTRAINT "theme_public_period" CHECK ("theme"."public_period" in ('quarter', 'half_year'));
--> statement-breakpoint
-- By hand from here: who may read, ask, publish and withdraw, and what the database itself fills in. Errors of our own: BF022 a step that cannot be made from here.
--
-- Nobody but our own roles may call functions or name types in `public`: some functions answer about whoever app.uid says, and anybody can set that.
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO buurtfocus_app, buurtfocus_worker, buurtfocus_auditor;
--> statement-breakpoint
GRANT USAGE ON SCHEMA pub TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON pub.leaf, pub.publication_area TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT ON pub.leaf, pub.publication_area TO buurtfocus_pub;
--> statement-breakpoint
ALTER TABLE pub.leaf ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE pub.leaf FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE pub.publication_area ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE pub.publication_area FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY worker_all ON pub.leaf FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY worker_all ON pub.publication_area FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY rounded_only ON pub.leaf FOR SELECT TO buurtfocus_pub USING (true);
--> statement-breakpoint
CREATE POLICY list_of_areas ON pub.publication_area FOR SELECT TO buurtfocus_pub USING (true);
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON public_release TO buurtfocus_worker;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE public_release_number_seq TO buurtfocus_worker;
--> statement-breakpoint
-- A user asks, publishes what was made, and withdraws; who and when the database fills in. What is withdrawn stays withdrawn.
CREATE FUNCTION step_of_release() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  me bigint := CASE WHEN current_setting('role') = 'buurtfocus_app' THEN my_id() ELSE acting_user() END;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.made_by := me;
    NEW.asked_at := clock_timestamp();
    RETURN NEW;
  END IF;
  IF NEW.status = OLD.status THEN
    IF current_setting('role') = 'buurtfocus_app' THEN RAISE EXCEPTION USING ERRCODE = 'BF022', TABLE = 'public_release', MESSAGE = 'Deze publicatie heeft die stand al'; END IF;
    RETURN NEW;
  END IF;
  IF NOT (OLD.status, NEW.status) IN (('asked', 'making'), ('asked', 'failed'), ('making', 'asked'), ('making', 'draft'), ('making', 'failed'), ('draft', 'published'), ('draft', 'withdrawn'), ('published', 'withdrawn'))
    OR current_setting('role') = 'buurtfocus_app' AND NEW.status NOT IN ('published', 'withdrawn') THEN
    RAISE EXCEPTION USING ERRCODE = 'BF022', TABLE = 'public_release', MESSAGE = 'Deze stap kan niet vanuit de stand van deze publicatie';
  END IF;
  IF NEW.status = 'published' THEN NEW.published_at := clock_timestamp(); NEW.published_by := me; END IF;
  IF NEW.status = 'withdrawn' THEN NEW.withdrawn_at := clock_timestamp(); NEW.withdrawn_by := me; ELSE NEW.withdrawn_reason := OLD.withdrawn_reason; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION step_of_release() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION step_of_release() TO buurtfocus_worker, buurtfocus_app;
--> statement-breakpoint
ALTER FUNCTION step_of_release() OWNER TO buurtfocus_worker;
--> statement-breakpoint
CREATE TRIGGER step_of_release BEFORE INSERT OR UPDATE ON public_release FOR EACH ROW EXECUTE FUNCTION step_of_release();
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_worker;
--> statement-breakpoint
ALTER TABLE public_release ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE public_release FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT (gemeente, until_period), UPDATE (status, withdrawn_reason) ON public_release TO buurtfocus_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE public_release_number_seq TO buurtfocus_app;
--> statement-breakpoint
CREATE POLICY worker_all ON public_release FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY release_read ON public_release FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser', 'admin'));
--> statement-breakpoint
CREATE POLICY release_ask ON public_release FOR INSERT TO buurtfocus_app WITH CHECK ((SELECT my_role()) = 'admin');
--> statement-breakpoint
CREATE POLICY release_step ON public_release FOR UPDATE TO buurtfocus_app USING ((SELECT my_role()) = 'admin') WITH CHECK ((SELECT my_role()) = 'admin');
