CREATE TABLE "record_history" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"register" text NOT NULL,
	"record" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by_user" bigint,
	"role" text NOT NULL,
	"action" text NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb,
	"change" uuid
);
--> statement-breakpoint
CREATE TABLE "initiative" (
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
	"title" text NOT NULL,
	"received_on" date NOT NULL,
	"by_whom" text NOT NULL,
	"what_residents_do" text NOT NULL,
	"what_they_ask" text NOT NULL,
	"point" geometry(Point, 28992),
	"buurt" text,
	"theme" text,
	"route" text,
	"owner_team" text,
	"owner_user" bigint,
	"owner_organisation" bigint,
	"owner_since" date,
	"status" text DEFAULT 'received' NOT NULL,
	"due" date,
	"hand_over_ref" text,
	"answer" text,
	"answered_on" date,
	"told_back_on" date,
	"public_consent" boolean DEFAULT false NOT NULL,
	"follow_code" text NOT NULL,
	CONSTRAINT "initiative_follow_code_unique" UNIQUE("follow_code"),
	CONSTRAINT "initiative_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "initiative_place" CHECK (("initiative"."point" is null) <> ("initiative"."buurt" is null)),
	CONSTRAINT "initiative_route" CHECK ("initiative"."route" in ('wijkbeheer', 'zorg', 'adviser', 'college', 'organisation')),
	CONSTRAINT "initiative_status" CHECK ("initiative"."status" in ('received', 'assigned', 'in_progress', 'weighing', 'answered', 'closed', 'withdrawn')),
	CONSTRAINT "initiative_one_owner" CHECK (num_nonnulls("initiative"."owner_team", "initiative"."owner_user", "initiative"."owner_organisation") <= 1),
	CONSTRAINT "initiative_owned" CHECK ("initiative"."status" not in ('assigned', 'in_progress', 'answered', 'closed') or num_nonnulls("initiative"."owner_team", "initiative"."owner_user", "initiative"."owner_organisation") = 1),
	CONSTRAINT "initiative_answered" CHECK ("initiative"."status" not in ('answered', 'closed') or ("initiative"."answer" is not null and "initiative"."answered_on" is not null)),
	CONSTRAINT "initiative_dates" CHECK ("initiative"."answered_on" >= "initiative"."received_on" and "initiative"."told_back_on" >= "initiative"."received_on" and "initiative"."due" >= "initiative"."received_on")
);
--> statement-breakpoint
CREATE TABLE "initiative_area" (
	"initiative" bigint NOT NULL,
	"boundary_set" bigint NOT NULL,
	"area" bigint,
	CONSTRAINT "initiative_area_initiative_boundary_set_pk" PRIMARY KEY("initiative","boundary_set")
);
--> statement-breakpoint
CREATE TABLE "presence_target" (
	"gemeente" text NOT NULL,
	"buurt_code" text NOT NULL,
	"weeks" integer NOT NULL,
	"reason" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	CONSTRAINT "presence_target_gemeente_buurt_code_pk" PRIMARY KEY("gemeente","buurt_code"),
	CONSTRAINT "presence_target_weeks" CHECK ("presence_target"."weeks" between 1 and 104)
);
--> statement-breakpoint
CREATE TABLE "signal_link" (
	"first" bigint NOT NULL,
	"second" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by_user" bigint,
	CONSTRAINT "signal_link_first_second_pk" PRIMARY KEY("first","second"),
	CONSTRAINT "signal_link_order" CHECK ("signal_link"."first" < "signal_link"."second")
);
--> statement-breakpoint
CREATE TABLE "activity" (
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
	"service" bigint NOT NULL,
	"venue" bigint,
	"service_area" text,
	"buurten" text[] DEFAULT '{}' NOT NULL,
	"werkgebied" bigint,
	"name" text NOT NULL,
	"schedule" text NOT NULL,
	"start_time" time,
	"duration_minutes" integer,
	"times_per_year" double precision NOT NULL,
	"from" date NOT NULL,
	"to" date,
	"capacity_hours" double precision,
	"target_groups" text[] DEFAULT '{}' NOT NULL,
	"professional" boolean DEFAULT false NOT NULL,
	"cooperation_with" bigint[] DEFAULT '{}' NOT NULL,
	"description" text,
	"end_reason" text,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "activity_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "activity_from_to" CHECK ("activity"."to" > "activity"."from"),
	CONSTRAINT "activity_capacity" CHECK ("activity"."capacity_hours" >= 0),
	CONSTRAINT "activity_place" CHECK (("activity"."venue" is null) <> ("activity"."service_area" is null)),
	CONSTRAINT "activity_service_area" CHECK ("activity"."service_area" in ('buurten', 'werkgebied', 'gemeente'))
);
--> statement-breakpoint
CREATE TABLE "agreement" (
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
	"organisation" bigint NOT NULL,
	"year" smallint NOT NULL,
	"title" text NOT NULL,
	"status" text DEFAULT 'concept' NOT NULL,
	"subsidy_eur" numeric(12, 2),
	"hours" double precision,
	"attendance_clause" boolean DEFAULT false NOT NULL,
	"notes" text,
	"copied_from" bigint,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "agreement_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "agreement_status" CHECK ("agreement"."status" in ('concept', 'agreed', 'ended')),
	CONSTRAINT "agreement_hours" CHECK ("agreement"."hours" >= 0 and "agreement"."subsidy_eur" >= 0)
);
--> statement-breakpoint
CREATE TABLE "agreement_line" (
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
	"agreement" bigint NOT NULL,
	"description" text NOT NULL,
	"theme" text NOT NULL,
	"service" bigint,
	"level" text NOT NULL,
	"buurt" text,
	"werkgebied" bigint,
	"hours" double precision NOT NULL,
	"frequency" text,
	"subsidy_eur" numeric(12, 2),
	"notes" text,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "agreement_line_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "agreement_line_hours" CHECK ("agreement_line"."hours" >= 0 and "agreement_line"."subsidy_eur" >= 0),
	CONSTRAINT "agreement_line_place" CHECK (("agreement_line"."level" = 'buurt') = ("agreement_line"."buurt" is not null) and ("agreement_line"."level" = 'werkgebied') = ("agreement_line"."werkgebied" is not null) and "agreement_line"."level" in ('buurt', 'werkgebied', 'gemeente'))
);
--> statement-breakpoint
CREATE TABLE "delivery" (
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
	"agreement_line" bigint,
	"activity" bigint,
	"from" date NOT NULL,
	"to" date NOT NULL,
	"hours" double precision NOT NULL,
	"participants" integer,
	"stage" text NOT NULL,
	"notes" text,
	CONSTRAINT "delivery_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "delivery_of" CHECK ("delivery"."agreement_line" is not null or "delivery"."activity" is not null),
	CONSTRAINT "delivery_from_to" CHECK ("delivery"."to" > "delivery"."from"),
	CONSTRAINT "delivery_amounts" CHECK ("delivery"."hours" >= 0 and "delivery"."participants" >= 0),
	CONSTRAINT "delivery_stage" CHECK ("delivery"."stage" in ('agreed', 'planned', 'delivered', 'seen'))
);
--> statement-breakpoint
CREATE TABLE "organisation" (
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
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"description" text,
	"website" text,
	"email" text,
	"phone" text,
	"from" date,
	"to" date,
	CONSTRAINT "organisation_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "organisation_from_to" CHECK ("organisation"."to" > "organisation"."from")
);
--> statement-breakpoint
CREATE TABLE "service" (
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
	"organisation" bigint NOT NULL,
	"name" text NOT NULL,
	"service_type" text NOT NULL,
	"themes" text[] DEFAULT '{}' NOT NULL,
	"target_groups" text[] DEFAULT '{}' NOT NULL,
	"professional" boolean DEFAULT false NOT NULL,
	"description" text,
	CONSTRAINT "service_source" UNIQUE("gemeente","source","source_id")
);
--> statement-breakpoint
CREATE TABLE "venue" (
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
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"address" text,
	"point" geometry(Point, 28992) NOT NULL,
	"opening_hours" text,
	"wheelchair" text,
	"organisation" bigint,
	"from" date,
	"to" date,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "venue_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "venue_from_to" CHECK ("venue"."to" > "venue"."from")
);
--> statement-breakpoint
CREATE TABLE "venue_area" (
	"venue" bigint NOT NULL,
	"boundary_set" bigint NOT NULL,
	"area" bigint,
	CONSTRAINT "venue_area_venue_boundary_set_pk" PRIMARY KEY("venue","boundary_set")
);
--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "organisation" bigint;--> statement-breakpoint
ALTER TABLE "signal" ADD COLUMN "recorded_by" bigint;--> statement-breakpoint
ALTER TABLE "signal" ADD COLUMN "close_reason" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "created_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "created_by" bigint;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "updated_by" bigint;--> statement-breakpoint
ALTER TABLE "initiative" ADD CONSTRAINT "initiative_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiative" ADD CONSTRAINT "initiative_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiative" ADD CONSTRAINT "initiative_owner_team_team_slug_fk" FOREIGN KEY ("owner_team") REFERENCES "public"."team"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiative" ADD CONSTRAINT "initiative_owner_user_app_user_id_fk" FOREIGN KEY ("owner_user") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiative" ADD CONSTRAINT "initiative_owner_organisation_organisation_id_fk" FOREIGN KEY ("owner_organisation") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiative_area" ADD CONSTRAINT "initiative_area_initiative_initiative_id_fk" FOREIGN KEY ("initiative") REFERENCES "public"."initiative"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "initiative_area" ADD CONSTRAINT "initiative_area_area_area_id_fk" FOREIGN KEY ("area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence_target" ADD CONSTRAINT "presence_target_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_link" ADD CONSTRAINT "signal_link_first_signal_id_fk" FOREIGN KEY ("first") REFERENCES "public"."signal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_link" ADD CONSTRAINT "signal_link_second_signal_id_fk" FOREIGN KEY ("second") REFERENCES "public"."signal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_service_service_id_fk" FOREIGN KEY ("service") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_venue_venue_id_fk" FOREIGN KEY ("venue") REFERENCES "public"."venue"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_werkgebied_werkgebied_id_fk" FOREIGN KEY ("werkgebied") REFERENCES "public"."werkgebied"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_organisation_organisation_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_copied_from_agreement_id_fk" FOREIGN KEY ("copied_from") REFERENCES "public"."agreement"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_line" ADD CONSTRAINT "agreement_line_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_line" ADD CONSTRAINT "agreement_line_agreement_agreement_id_fk" FOREIGN KEY ("agreement") REFERENCES "public"."agreement"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_line" ADD CONSTRAINT "agreement_line_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_line" ADD CONSTRAINT "agreement_line_service_service_id_fk" FOREIGN KEY ("service") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_line" ADD CONSTRAINT "agreement_line_werkgebied_werkgebied_id_fk" FOREIGN KEY ("werkgebied") REFERENCES "public"."werkgebied"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_agreement_line_agreement_line_id_fk" FOREIGN KEY ("agreement_line") REFERENCES "public"."agreement_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_activity_activity_id_fk" FOREIGN KEY ("activity") REFERENCES "public"."activity"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service" ADD CONSTRAINT "service_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service" ADD CONSTRAINT "service_organisation_organisation_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venue" ADD CONSTRAINT "venue_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venue" ADD CONSTRAINT "venue_organisation_organisation_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venue_area" ADD CONSTRAINT "venue_area_venue_venue_id_fk" FOREIGN KEY ("venue") REFERENCES "public"."venue"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venue_area" ADD CONSTRAINT "venue_area_area_area_id_fk" FOREIGN KEY ("area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "record_history_record" ON "record_history" USING btree ("register","record");--> statement-breakpoint
CREATE INDEX "record_history_change" ON "record_history" USING btree ("change");--> statement-breakpoint
CREATE INDEX "initiative_received" ON "initiative" USING btree ("gemeente","received_on");--> statement-breakpoint
CREATE INDEX "initiative_area_area" ON "initiative_area" USING btree ("area");--> statement-breakpoint
CREATE INDEX "signal_link_second" ON "signal_link" USING btree ("second");--> statement-breakpoint
CREATE INDEX "activity_service" ON "activity" USING btree ("service");--> statement-breakpoint
CREATE INDEX "activity_venue" ON "activity" USING btree ("venue");--> statement-breakpoint
CREATE INDEX "activity_to" ON "activity" USING btree ("gemeente","to");--> statement-breakpoint
CREATE INDEX "agreement_organisation" ON "agreement" USING btree ("organisation","year");--> statement-breakpoint
CREATE INDEX "agreement_line_agreement" ON "agreement_line" USING btree ("agreement");--> statement-breakpoint
CREATE INDEX "agreement_line_theme" ON "agreement_line" USING btree ("gemeente","theme");--> statement-breakpoint
CREATE INDEX "delivery_line" ON "delivery" USING btree ("agreement_line");--> statement-breakpoint
CREATE INDEX "delivery_activity" ON "delivery" USING btree ("activity");--> statement-breakpoint
CREATE INDEX "service_organisation" ON "service" USING btree ("organisation");--> statement-breakpoint
CREATE INDEX "service_themes" ON "service" USING gin ("themes");--> statement-breakpoint
CREATE INDEX "venue_point" ON "venue" USING gist ("point");--> statement-breakpoint
CREATE INDEX "venue_organisation" ON "venue" USING btree ("organisation");--> statement-breakpoint
CREATE INDEX "venue_area_area" ON "venue_area" USING btree ("area");--> statement-breakpoint
-- By hand from here: who may read and write the registers, what the database itself keeps (version, history, places) and what it refuses.
-- Errors of our own, with a Dutch message: BF001 lines above their agreement, BF002 N2, BF003 a point outside the gemeente, BF004 an unknown theme,
-- buurt or organisation, or a duplicate of a duplicate.
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_organisation_fk" FOREIGN KEY ("organisation") REFERENCES "organisation"("id");
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO buurtfocus_worker;
--> statement-breakpoint
-- Supply and initiatives, with the sequences of their ids; the worker writes all of it.
GRANT SELECT, INSERT, UPDATE, DELETE ON organisation, service, venue, venue_area, activity, agreement, agreement_line, delivery, initiative, initiative_area, record_history, signal_link, presence_target TO buurtfocus_worker;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE organisation_id_seq, service_id_seq, venue_id_seq, activity_id_seq, agreement_id_seq, agreement_line_id_seq, delivery_id_seq, initiative_id_seq, record_history_id_seq TO buurtfocus_worker;
--> statement-breakpoint

-- ---------------------------------------------------------------- who asks
CREATE FUNCTION my_organisation() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT organisation FROM app_user WHERE id = my_id() AND active AND role = 'organisation'
$$;
--> statement-breakpoint
COMMENT ON FUNCTION my_organisation IS 'Organisation of an organisation user; null for everybody else.';
--> statement-breakpoint
CREATE FUNCTION my_services() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(id), '{}') FROM service WHERE organisation = my_organisation()
$$;
--> statement-breakpoint
CREATE FUNCTION my_activities() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(a.id), '{}') FROM activity a JOIN service s ON s.id = a.service WHERE s.organisation = my_organisation()
$$;
--> statement-breakpoint
CREATE FUNCTION my_agreements() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(id), '{}') FROM agreement WHERE organisation = my_organisation()
$$;
--> statement-breakpoint
CREATE FUNCTION my_lines() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(l.id), '{}') FROM agreement_line l JOIN agreement a ON a.id = l.agreement WHERE a.organisation = my_organisation()
$$;
--> statement-breakpoint
CREATE FUNCTION my_buurten() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT code), '{}') FROM area WHERE id = ANY (my_areas())
$$;
--> statement-breakpoint
COMMENT ON FUNCTION my_buurten IS 'Codes of the buurten of the werkgebieden that a wijkmanager serves today.';
--> statement-breakpoint
CREATE FUNCTION my_initiatives() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT initiative), '{}') FROM initiative_area WHERE area = ANY (my_areas())
$$;
--> statement-breakpoint
COMMENT ON FUNCTION my_initiatives IS 'Initiatives in the buurten of a wijkmanager, whatever their route.';
--> statement-breakpoint
CREATE FUNCTION in_my_areas(of_gemeente text, p geometry, stated_buurt text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM (SELECT id FROM boundary_set WHERE gemeente = of_gemeente ORDER BY year DESC LIMIT 1) b
    CROSS JOIN LATERAL signal_places(p, stated_buurt, b.id) place WHERE place.area = ANY (my_areas()))
$$;
--> statement-breakpoint
COMMENT ON FUNCTION in_my_areas IS 'Whether a point (RD, EPSG:28992), or without one a stated buurt, lies in a werkgebied that a wijkmanager serves today, by the newest boundaries.';
--> statement-breakpoint
CREATE FUNCTION acting_user() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(my_id(), (SELECT id FROM app_user WHERE account = current_setting('app.account', true)))
$$;
--> statement-breakpoint
COMMENT ON FUNCTION acting_user IS 'Who asks, or for whom the program works (an import); null when nobody does.';
--> statement-breakpoint
CREATE FUNCTION advisers() RETURNS TABLE (id bigint, name text, team text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.name, u.team FROM app_user u
  WHERE u.active AND u.role = 'adviser' AND (my_role() IN ('wijkmanager', 'planner', 'college', 'adviser', 'admin') OR current_setting('role') = 'buurtfocus_worker')
$$;
--> statement-breakpoint
COMMENT ON FUNCTION advisers IS 'Who may own an initiative, for staff; nobody for organisations and visitors.';
--> statement-breakpoint
CREATE FUNCTION user_roles() RETURNS TABLE (id bigint, role text, organisation text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.role, o.name FROM app_user u LEFT JOIN organisation o ON o.id = u.organisation
  WHERE my_role() <> '' OR current_setting('role') = 'buurtfocus_worker'
$$;
--> statement-breakpoint
COMMENT ON FUNCTION user_roles IS 'Role and organisation of users, never a name: to say who changed a record.';
--> statement-breakpoint
CREATE FUNCTION recorded_signal(of_gemeente text, of_source_id text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM signal WHERE (gemeente, source, source_id) = (of_gemeente, 'app', of_source_id) AND recorded_by = my_id()
$$;
--> statement-breakpoint
COMMENT ON FUNCTION recorded_signal IS 'The signal that I recorded by hand under this id, also when I may not read it; for a form that was sent twice. Record with INSERT ... ON CONFLICT DO NOTHING, without RETURNING: that would ask for the right to read.';
--> statement-breakpoint

-- ---------------------------------------------------------------- version, who and when, history
-- The version counts changes of content. "Klopt nog" (confirmed_at) and the number of an import are none: they raise no conflict with who is editing.
CREATE FUNCTION keep_frame() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  by_user boolean := current_setting('role') = 'buurtfocus_app';
  run bigint := NEW.import_run;
  confirmed timestamptz;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF by_user THEN
      NEW.created_at := now(); NEW.created_by := my_id(); NEW.import_run := NULL;
    ELSE
      NEW.created_by := coalesce(NEW.created_by, acting_user());
    END IF;
    NEW.updated_at := NEW.created_at; NEW.updated_by := NEW.created_by;
    RETURN NEW;
  END IF;
  NEW.version := OLD.version; NEW.created_at := OLD.created_at; NEW.created_by := OLD.created_by;
  NEW.updated_at := OLD.updated_at; NEW.updated_by := OLD.updated_by; NEW.import_run := OLD.import_run;
  IF TG_NARGS > 0 THEN confirmed := NEW.confirmed_at; NEW.confirmed_at := OLD.confirmed_at; END IF;
  IF NEW IS DISTINCT FROM OLD THEN
    NEW.version := OLD.version + 1; NEW.updated_at := now(); NEW.updated_by := acting_user();
  END IF;
  IF TG_NARGS > 0 THEN NEW.confirmed_at := confirmed; END IF;
  IF NOT by_user THEN NEW.import_run := run; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- What was inserted is kept only inside a named change (app.change), so that the whole change can be undone. Planned anew (EXECUTE), see 0010.
CREATE FUNCTION record_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  change uuid := NULLIF(current_setting('app.change', true), '')::uuid;
  who bigint := acting_user();
  role text := coalesce((SELECT u.role FROM app_user u WHERE u.id = who), 'system');
  whole text := CASE WHEN TG_TABLE_NAME IN ('venue', 'initiative') THEN $x$to_jsonb(%1$s) || jsonb_build_object('point', %1$s.point::text)$x$ ELSE 'to_jsonb(%1$s)' END;
  was_json text := format(whole, 'o');
  became_json text := format(whole, 'n');
  says text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF change IS NULL THEN RETURN NULL; END IF;
    says := $q$SELECT n.id, 'insert', '{}'::jsonb, $q$ || became_json || ' FROM became n WHERE n.import_run IS NULL';
  ELSIF TG_OP = 'DELETE' THEN
    says := $q$SELECT o.id, 'delete', $q$ || was_json || ', NULL::jsonb FROM was o';
  ELSE
    says := $q$SELECT n.id, CASE WHEN n.version = o.version THEN 'confirm' ELSE 'update' END, $q$ || was_json || ', ' || became_json ||
      ' FROM was o JOIN became n USING (id) WHERE n.version <> o.version' || CASE WHEN TG_NARGS > 0 THEN ' OR n.confirmed_at IS DISTINCT FROM o.confirmed_at' ELSE '' END;
  END IF;
  EXECUTE 'INSERT INTO record_history (register, record, action, before, after, by_user, role, change) SELECT $1, c.*, $2, $3, $4 FROM (' || says || ') c'
    USING TG_TABLE_NAME, who, role, change;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION stamp_target() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  NEW.updated_at := now(); NEW.updated_by := acting_user();
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER stamp_target BEFORE INSERT OR UPDATE ON presence_target FOR EACH ROW EXECUTE FUNCTION stamp_target();
--> statement-breakpoint

-- ---------------------------------------------------------------- places
-- As signal_area: for every boundary set of the gemeente. A point outside the gemeente is refused, once its boundaries are there.
CREATE FUNCTION place_records() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  stated text := CASE TG_TABLE_NAME WHEN 'initiative' THEN 'n.buurt' ELSE 'NULL::text' END;
  moved text := 'became n';
  outside text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    moved := '(SELECT n.* FROM was o JOIN became n ON n.id = o.id WHERE o.gemeente <> n.gemeente OR o.point IS DISTINCT FROM n.point'
      || CASE TG_TABLE_NAME WHEN 'initiative' THEN ' OR o.buurt IS DISTINCT FROM n.buurt' ELSE '' END || ') n';
    EXECUTE format('DELETE FROM %1$I p USING %2$s WHERE p.%3$I = n.id', TG_TABLE_NAME || '_area', moved, TG_TABLE_NAME);
  END IF;
  EXECUTE format($q$
    INSERT INTO %1$I (%2$I, boundary_set, area)
    SELECT n.id, b.id, place.area FROM %3$s JOIN boundary_set b ON b.gemeente = n.gemeente
    LEFT JOIN LATERAL signal_places(n.point, %4$s, b.id) place ON true $q$, TG_TABLE_NAME || '_area', TG_TABLE_NAME, moved, stated);
  EXECUTE format($q$
    SELECT n.source_id FROM %3$s WHERE n.point IS NOT NULL
      AND EXISTS (SELECT FROM area a WHERE a.gemeente = n.gemeente AND a.level = 'buurt')
      AND NOT EXISTS (SELECT FROM %1$I p WHERE p.%2$I = n.id AND p.area IS NOT NULL)
    ORDER BY 1 LIMIT 1 $q$, TG_TABLE_NAME || '_area', TG_TABLE_NAME, moved) INTO outside;
  IF outside IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BF003', MESSAGE = 'Deze plek ligt buiten de gemeente', DETAIL = outside, TABLE = TG_TABLE_NAME, COLUMN = 'point';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION place_records_again(in_set bigint) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM venue_area WHERE boundary_set = in_set;
  DELETE FROM initiative_area WHERE boundary_set = in_set;
  INSERT INTO venue_area (venue, boundary_set, area)
  SELECT v.id, in_set, place.area FROM boundary_set b JOIN venue v ON v.gemeente = b.gemeente
  LEFT JOIN LATERAL signal_places(v.point, NULL, in_set) place ON true WHERE b.id = in_set;
  INSERT INTO initiative_area (initiative, boundary_set, area)
  SELECT i.id, in_set, place.area FROM boundary_set b JOIN initiative i ON i.gemeente = b.gemeente
  LEFT JOIN LATERAL signal_places(i.point, i.buurt, in_set) place ON true WHERE b.id = in_set;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION place_records_again IS 'Rebuilds where venues and initiatives lie in one boundary set; run after its areas changed.';
--> statement-breakpoint
-- A visit says its buurt; the boundaries and the werkgebied follow from it, by the rule of the import.
CREATE FUNCTION fill_place() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.boundary_year IS NULL THEN NEW.boundary_year := (SELECT max(year) FROM boundary_set WHERE gemeente = NEW.gemeente); END IF;
  IF TG_OP = 'UPDATE' AND NEW.buurt_code <> OLD.buurt_code AND NEW.werkgebied IS NOT DISTINCT FROM OLD.werkgebied THEN NEW.werkgebied := NULL; END IF;
  IF NEW.werkgebied IS NULL THEN
    NEW.werkgebied := (SELECT wb.werkgebied FROM werkgebied_buurt wb WHERE wb.gemeente = NEW.gemeente AND wb.buurt_code = NEW.buurt_code AND wb.year <= NEW.boundary_year ORDER BY wb.year DESC LIMIT 1);
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER fill_place BEFORE INSERT OR UPDATE ON visit FOR EACH ROW EXECUTE FUNCTION fill_place();
--> statement-breakpoint

-- ---------------------------------------------------------------- what is refused
-- Columns and lists that no foreign key guards; arguments in pairs: column, and `themes`, `buurt`, `buurten` or `organisations`. Only what changed is
-- looked at: a buurt that no longer exists does not stand in the way of another change.
CREATE FUNCTION check_lists() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_column text;
  kind text;
  unknown text;
BEGIN
  FOR i IN 0 .. TG_NARGS / 2 - 1 LOOP
    of_column := TG_ARGV[2 * i];
    kind := TG_ARGV[2 * i + 1];
    EXECUTE format('SELECT v::text FROM %1$s CROSS JOIN LATERAL unnest(%2$s) v WHERE v IS NOT NULL AND NOT EXISTS (%3$s) ORDER BY 1 LIMIT 1',
      CASE TG_OP WHEN 'INSERT' THEN 'became n' ELSE format('(SELECT n.* FROM was o JOIN became n ON n.id = o.id WHERE o.%1$I IS DISTINCT FROM n.%1$I) n', of_column) END,
      CASE kind WHEN 'buurt' THEN format('ARRAY[n.%I]', of_column) ELSE format('n.%I', of_column) END,
      CASE kind WHEN 'themes' THEN 'SELECT FROM theme t WHERE t.slug = v'
        WHEN 'organisations' THEN 'SELECT FROM organisation t WHERE t.id = v AND t.gemeente = n.gemeente'
        ELSE $q$SELECT FROM area t WHERE t.code = v AND t.level = 'buurt' AND t.gemeente = n.gemeente$q$ END) INTO unknown;
    IF unknown IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'BF004', TABLE = TG_TABLE_NAME, COLUMN = of_column, DETAIL = unknown,
        MESSAGE = CASE kind WHEN 'themes' THEN 'Dit thema bestaat niet: ' WHEN 'organisations' THEN 'Deze organisatie bestaat niet in deze gemeente: ' ELSE 'Deze buurt bestaat niet in deze gemeente: ' END || unknown;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- And the other way round: what stands in a list stays, as a foreign key would have it.
CREATE FUNCTION check_in_use() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  used boolean;
BEGIN
  IF TG_TABLE_NAME = 'theme' THEN SELECT EXISTS (SELECT FROM was o JOIN service s ON s.themes && ARRAY[o.slug]) INTO used;
  ELSE SELECT EXISTS (SELECT FROM was o JOIN activity a ON o.id = ANY (a.cooperation_with)) INTO used; END IF;
  IF used THEN RAISE EXCEPTION USING ERRCODE = '23503', TABLE = CASE TG_TABLE_NAME WHEN 'theme' THEN 'service' ELSE 'activity' END, MESSAGE = format('%s is still in a list of other records', TG_TABLE_NAME); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER check_in_use AFTER DELETE ON theme REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION check_in_use();
--> statement-breakpoint
CREATE TRIGGER check_in_use AFTER DELETE ON organisation REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION check_in_use();
--> statement-breakpoint

-- The lines of an agreement never sum above it. The lock on the agreement makes two writers follow one another; NO KEY, because the foreign keys of
-- both hold a key share on it already. Deferrable: an import writes agreements and lines one after the other (SET CONSTRAINTS lines_within_agreement DEFERRED).
CREATE FUNCTION check_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_agreement bigint;
  agreed record;
  lines record;
  what text;
BEGIN
  IF TG_TABLE_NAME = 'agreement' THEN of_agreement := NEW.id; ELSE of_agreement := NEW.agreement; END IF;
  SELECT a.hours, a.subsidy_eur INTO agreed FROM agreement a WHERE a.id = of_agreement FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT sum(l.hours) AS hours, sum(l.subsidy_eur) AS subsidy_eur INTO lines FROM agreement_line l WHERE l.agreement = of_agreement;
  -- hours are floating point: 0.1 + 0.2 is not above 0.3
  IF lines.hours > agreed.hours + 1e-6 THEN what := format('%s uur, meer dan de %s uur', dutch_number(lines.hours::numeric), dutch_number(agreed.hours::numeric));
  ELSIF lines.subsidy_eur > agreed.subsidy_eur THEN what := format('€ %s, meer dan de € %s', replace(round(lines.subsidy_eur, 2)::text, '.', ','), replace(round(agreed.subsidy_eur, 2)::text, '.', ','));
  ELSE RETURN NULL; END IF;
  RAISE EXCEPTION USING ERRCODE = 'BF001', TABLE = TG_TABLE_NAME, COLUMN = CASE WHEN what LIKE '€%' THEN 'subsidy_eur' ELSE 'hours' END,
    MESSAGE = format('De regels van deze afspraak zijn samen %s van de afspraak zelf', what),
    DETAIL = jsonb_build_object('agreement', of_agreement, 'hours', agreed.hours, 'linesHours', lines.hours, 'subsidyEur', agreed.subsidy_eur, 'linesSubsidyEur', lines.subsidy_eur)::text;
END $$;
--> statement-breakpoint
CREATE FUNCTION dutch_number(n numeric) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
  SELECT replace(trim_scale(round(n, 2))::text, '.', ',')
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER lines_within_agreement AFTER INSERT OR UPDATE OF hours, subsidy_eur, agreement ON agreement_line DEFERRABLE INITIALLY IMMEDIATE
  FOR EACH ROW EXECUTE FUNCTION check_lines();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER lines_within_agreement AFTER UPDATE OF hours, subsidy_eur ON agreement DEFERRABLE INITIALLY IMMEDIATE
  FOR EACH ROW EXECUTE FUNCTION check_lines();
--> statement-breakpoint

-- 12 of 31 characters that are not taken for one another; bytes from 248 are left out, so that all are equally likely.
CREATE FUNCTION new_follow_code() RETURNS text LANGUAGE sql VOLATILE SET search_path = public, pg_temp AS $$
  SELECT string_agg(c, '' ORDER BY i) FROM (
    SELECT i, substr('23456789abcdefghjkmnpqrstuvwxyz', 1 + get_byte(r.bytes, i) % 31, 1) AS c
    FROM (SELECT sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')) AS bytes) r, generate_series(0, 31) i
    WHERE get_byte(r.bytes, i) < 248 ORDER BY i LIMIT 12) picked
$$;
--> statement-breakpoint
-- N2: a wijkmanager connects and owns nothing. Who owns it since when, and the code for the residents, are kept here; the program (an import, the demo)
-- may bring them along.
CREATE FUNCTION initiative_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  by_user boolean := current_setting('role') = 'buurtfocus_app';
  owner_role text;
  other_owner boolean := true;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF by_user OR NEW.follow_code IS NULL THEN NEW.follow_code := new_follow_code(); END IF;
    IF by_user THEN NEW.owner_since := NULL; END IF;
  ELSE
    NEW.follow_code := OLD.follow_code;
    other_owner := (NEW.owner_team, NEW.owner_user, NEW.owner_organisation) IS DISTINCT FROM (OLD.owner_team, OLD.owner_user, OLD.owner_organisation);
    IF by_user OR (other_owner AND NEW.owner_since IS NOT DISTINCT FROM OLD.owner_since) THEN NEW.owner_since := CASE WHEN NOT other_owner THEN OLD.owner_since END; END IF;
  END IF;
  IF num_nonnulls(NEW.owner_team, NEW.owner_user, NEW.owner_organisation) = 0 THEN NEW.owner_since := NULL;
  ELSIF other_owner AND NEW.owner_since IS NULL THEN NEW.owner_since := (now() AT TIME ZONE 'Europe/Amsterdam')::date; END IF;
  IF NEW.owner_user IS NOT NULL AND other_owner THEN
    SELECT u.role INTO owner_role FROM app_user u WHERE u.id = NEW.owner_user AND u.active;
    IF owner_role IS DISTINCT FROM 'adviser' THEN
      RAISE EXCEPTION USING ERRCODE = 'BF002', HINT = 'N2', TABLE = 'initiative', COLUMN = 'owner_user',
        MESSAGE = CASE owner_role WHEN 'wijkmanager' THEN 'De wijkmanager verbindt, maar is geen eigenaar' ELSE 'De eigenaar is een adviseur die in Buurtfocus werkt' END;
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER initiative_owner BEFORE INSERT OR UPDATE ON initiative FOR EACH ROW EXECUTE FUNCTION initiative_owner();
--> statement-breakpoint
-- N2 by another way: an adviser who gets another role leaves the initiatives to the team.
CREATE FUNCTION leave_initiatives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.team IS NOT NULL THEN UPDATE initiative SET owner_user = NULL, owner_team = OLD.team WHERE owner_user = OLD.id;
  ELSIF EXISTS (SELECT FROM initiative WHERE owner_user = OLD.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BF002', HINT = 'N2', TABLE = 'app_user', COLUMN = 'role', MESSAGE = 'Deze adviseur is eigenaar van initiatieven; kies daar eerst een andere eigenaar';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER leave_initiatives AFTER UPDATE OF role ON app_user FOR EACH ROW WHEN (OLD.role = 'adviser' AND NEW.role <> 'adviser') EXECUTE FUNCTION leave_initiatives();
--> statement-breakpoint

-- Signals by hand: the place exists; a signal repeats one that its editor may read and that repeats none; what a user changed is remembered, without text.
CREATE FUNCTION check_recorded() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM area a WHERE a.gemeente = NEW.gemeente AND a.level = 'buurt') THEN RETURN NEW; END IF;
  IF EXISTS (SELECT FROM boundary_set b CROSS JOIN LATERAL signal_places(NEW.point, NEW.stated_buurt, b.id) place WHERE b.gemeente = NEW.gemeente) THEN RETURN NEW; END IF;
  IF NEW.point IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'BF003', MESSAGE = 'Deze plek ligt buiten de gemeente', DETAIL = NEW.source_id, TABLE = 'signal', COLUMN = 'point'; END IF;
  RAISE EXCEPTION USING ERRCODE = 'BF004', MESSAGE = 'Deze buurt bestaat niet in deze gemeente: ' || NEW.stated_buurt, DETAIL = NEW.stated_buurt, TABLE = 'signal', COLUMN = 'stated_buurt';
END $$;
--> statement-breakpoint
CREATE TRIGGER check_recorded BEFORE INSERT ON signal FOR EACH ROW WHEN (NEW.source = 'app') EXECUTE FUNCTION check_recorded();
--> statement-breakpoint
CREATE FUNCTION check_duplicate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$ -- as who asks: row-level security decides
DECLARE
  first record;
BEGIN
  IF current_setting('role') <> 'buurtfocus_app' THEN RETURN NEW; END IF;
  SELECT s.duplicate_of INTO first FROM signal s WHERE s.id = NEW.duplicate_of;
  IF NOT FOUND THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'the signal that is repeated may not be read'; END IF;
  IF NEW.duplicate_of = NEW.id OR first.duplicate_of IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BF004', MESSAGE = 'Een signaal herhaalt het eerste signaal, niet zichzelf en niet een herhaling', DETAIL = NEW.duplicate_of::text, TABLE = 'signal', COLUMN = 'duplicate_of';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER check_duplicate BEFORE UPDATE OF duplicate_of ON signal FOR EACH ROW WHEN (NEW.duplicate_of IS NOT NULL AND NEW.duplicate_of IS DISTINCT FROM OLD.duplicate_of) EXECUTE FUNCTION check_duplicate();
--> statement-breakpoint
CREATE FUNCTION note_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF my_id() IS NULL THEN RETURN NULL; END IF;
  INSERT INTO signal_event (signal, by_user, kind, before, after)
  SELECT n.id, my_id(), c.kind, c.before, c.after FROM was o JOIN became n ON n.id = o.id
  CROSS JOIN LATERAL (VALUES
    ('status', o.status, n.status), ('close_reason', o.close_reason, n.close_reason), ('duplicate_of', o.duplicate_of::text, n.duplicate_of::text),
    ('owner', o.owner, n.owner), ('audience', o.audience, n.audience)) c(kind, before, after)
  WHERE c.before IS DISTINCT FROM c.after
  UNION ALL
  SELECT n.id, my_id(), 'note', NULL, NULL FROM was o JOIN became n ON n.id = o.id WHERE o.note IS DISTINCT FROM n.note;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER note_events AFTER UPDATE ON signal REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION note_events();
--> statement-breakpoint
CREATE FUNCTION stamp_link() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  NEW.at := now(); NEW.by_user := acting_user();
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER stamp_link BEFORE INSERT ON signal_link FOR EACH ROW EXECUTE FUNCTION stamp_link();
--> statement-breakpoint

-- "Klopt nog": a date that somebody stands for, also by who may not edit the record.
CREATE FUNCTION confirm_record(register text, id bigint) RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  own boolean;
  done timestamptz;
BEGIN
  IF register NOT IN ('venue', 'activity', 'agreement', 'agreement_line') THEN RAISE EXCEPTION USING ERRCODE = '22023', MESSAGE = format('%s is not confirmed', register); END IF;
  own := CASE register
    WHEN 'venue' THEN EXISTS (SELECT FROM venue v WHERE v.id = confirm_record.id AND v.organisation = my_organisation())
    WHEN 'activity' THEN confirm_record.id = ANY (my_activities())
    WHEN 'agreement' THEN confirm_record.id = ANY (my_agreements())
    ELSE confirm_record.id = ANY (my_lines()) END;
  IF NOT own AND my_role() NOT IN ('wijkmanager', 'planner', 'adviser', 'admin') AND current_setting('role') <> 'buurtfocus_worker' THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'not allowed to confirm this record';
  END IF;
  EXECUTE format('UPDATE %I SET confirmed_at = now() WHERE id = $1 RETURNING confirmed_at', register) INTO done USING confirm_record.id;
  RETURN done;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION confirm_record IS 'Sets confirmed_at to now and gives it back; null when there is no such record. `register` is the name of the table.';
--> statement-breakpoint

DO $$
DECLARE
  name text;
  confirmed text;
  lists text;
BEGIN
  FOREACH name IN ARRAY ARRAY['organisation', 'service', 'venue', 'activity', 'agreement', 'agreement_line', 'delivery', 'visit', 'initiative'] LOOP
    confirmed := CASE WHEN name IN ('venue', 'activity', 'agreement', 'agreement_line') THEN quote_literal('confirmed_at') ELSE '' END;
    EXECUTE format('CREATE TRIGGER keep_frame BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_frame(%s)', name, confirmed);
    EXECUTE format('CREATE TRIGGER record_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%s)', name, confirmed);
    EXECUTE format('CREATE TRIGGER record_updated AFTER UPDATE ON %I REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%s)', name, confirmed);
    EXECUTE format('CREATE TRIGGER record_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION record_changes(%s)', name, confirmed);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['venue', 'initiative'] LOOP
    EXECUTE format('CREATE TRIGGER place_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION place_records()', name);
    EXECUTE format('CREATE TRIGGER place_updated AFTER UPDATE ON %I REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION place_records()', name);
  END LOOP;
  FOR name, lists IN VALUES
    ('service', $x$'themes', 'themes'$x$), ('activity', $x$'buurten', 'buurten', 'cooperation_with', 'organisations'$x$), ('agreement_line', $x$'buurt', 'buurt'$x$),
    ('visit', $x$'buurt_code', 'buurt'$x$), ('initiative', $x$'buurt', 'buurt'$x$)
  LOOP
    EXECUTE format('CREATE TRIGGER lists_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION check_lists(%s)', name, lists);
    EXECUTE format('CREATE TRIGGER lists_updated AFTER UPDATE ON %I REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION check_lists(%s)', name, lists);
  END LOOP;
  CREATE TRIGGER lists_inserted AFTER INSERT ON presence_target REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION check_lists('buurt_code', 'buurt');
  -- What reads guarded tables runs as the worker.
  FOREACH name IN ARRAY ARRAY['record_changes()', 'place_records()', 'check_lists()', 'check_in_use()', 'check_lines()', 'initiative_owner()', 'leave_initiatives()', 'check_recorded()', 'note_events()',
                              'my_organisation()', 'my_services()', 'my_activities()', 'my_agreements()', 'my_lines()', 'my_buurten()', 'my_initiatives()', 'in_my_areas(text, geometry, text)', 'acting_user()',
                              'advisers()', 'user_roles()', 'recorded_signal(text, text)', 'confirm_record(text, bigint)', 'place_records_again(bigint)'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO buurtfocus_worker', name);
    IF name NOT LIKE 'place_records%' THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO buurtfocus_app', name); END IF;
    EXECUTE format('ALTER FUNCTION %s OWNER TO buurtfocus_worker', name);
  END LOOP;

-- ---------------------------------------------------------------- row-level security
  FOREACH name IN ARRAY ARRAY['organisation', 'service', 'venue', 'venue_area', 'activity', 'agreement', 'agreement_line', 'delivery', 'initiative', 'initiative_area', 'record_history', 'signal_link', 'presence_target'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker_all ON %I FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON organisation, service, venue, activity, agreement, agreement_line, delivery, visit, presence_target TO buurtfocus_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON initiative TO buurtfocus_app; -- none is thrown away: it is withdrawn
--> statement-breakpoint
GRANT SELECT ON venue_area, initiative_area, record_history TO buurtfocus_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON signal_link TO buurtfocus_app;
--> statement-breakpoint
GRANT INSERT (gemeente, source, source_id, kind, theme, evidence, channel, observed_on, point, accuracy, stated_buurt, audience, note, recorded_by), UPDATE (status, duplicate_of, close_reason, owner, audience, note) ON signal TO buurtfocus_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE organisation_id_seq, service_id_seq, venue_id_seq, activity_id_seq, agreement_id_seq, agreement_line_id_seq, delivery_id_seq, visit_id_seq, initiative_id_seq, signal_id_seq TO buurtfocus_app;
--> statement-breakpoint

-- What there is: everybody who is signed in reads it. An organisation writes its own; a wijkmanager keeps venues and activities up to date.
CREATE POLICY organisation_read ON organisation FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) <> '');
--> statement-breakpoint
CREATE POLICY organisation_by_staff ON organisation FOR ALL TO buurtfocus_app USING ((SELECT my_role()) IN ('planner', 'adviser', 'admin')) WITH CHECK ((SELECT my_role()) IN ('planner', 'adviser', 'admin'));
--> statement-breakpoint
CREATE POLICY organisation_own ON organisation FOR UPDATE TO buurtfocus_app USING (id = (SELECT my_organisation())) WITH CHECK (id = (SELECT my_organisation()));
--> statement-breakpoint
CREATE POLICY service_read ON service FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) <> '');
--> statement-breakpoint
CREATE POLICY service_by_staff ON service FOR ALL TO buurtfocus_app USING ((SELECT my_role()) IN ('planner', 'adviser', 'admin')) WITH CHECK ((SELECT my_role()) IN ('planner', 'adviser', 'admin'));
--> statement-breakpoint
CREATE POLICY service_own ON service FOR ALL TO buurtfocus_app USING (organisation = (SELECT my_organisation())) WITH CHECK (organisation = (SELECT my_organisation()));
--> statement-breakpoint
CREATE POLICY venue_read ON venue FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) <> '');
--> statement-breakpoint
CREATE POLICY venue_by_staff ON venue FOR ALL TO buurtfocus_app USING ((SELECT my_role()) IN ('planner', 'adviser', 'admin')) WITH CHECK ((SELECT my_role()) IN ('planner', 'adviser', 'admin'));
--> statement-breakpoint
CREATE POLICY venue_own ON venue FOR ALL TO buurtfocus_app USING (organisation = (SELECT my_organisation())) WITH CHECK (organisation = (SELECT my_organisation()));
--> statement-breakpoint
CREATE POLICY venue_added ON venue FOR INSERT TO buurtfocus_app WITH CHECK ((SELECT my_role()) = 'wijkmanager');
--> statement-breakpoint
CREATE POLICY venue_changed ON venue FOR UPDATE TO buurtfocus_app USING ((SELECT my_role()) = 'wijkmanager') WITH CHECK ((SELECT my_role()) = 'wijkmanager');
--> statement-breakpoint
CREATE POLICY venue_area_read ON venue_area FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) <> '');
--> statement-breakpoint
CREATE POLICY activity_read ON activity FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) <> '');
--> statement-breakpoint
CREATE POLICY activity_by_staff ON activity FOR ALL TO buurtfocus_app USING ((SELECT my_role()) IN ('planner', 'adviser', 'admin')) WITH CHECK ((SELECT my_role()) IN ('planner', 'adviser', 'admin'));
--> statement-breakpoint
CREATE POLICY activity_own ON activity FOR ALL TO buurtfocus_app USING (service = ANY ((SELECT my_services())::bigint[])) WITH CHECK (service = ANY ((SELECT my_services())::bigint[]));
--> statement-breakpoint
CREATE POLICY activity_added ON activity FOR INSERT TO buurtfocus_app WITH CHECK ((SELECT my_role()) = 'wijkmanager');
--> statement-breakpoint
CREATE POLICY activity_changed ON activity FOR UPDATE TO buurtfocus_app USING ((SELECT my_role()) = 'wijkmanager') WITH CHECK ((SELECT my_role()) = 'wijkmanager');
--> statement-breakpoint

-- What was agreed, and what was done of it: staff, and of its own the organisation.
CREATE POLICY agreement_read ON agreement FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser', 'admin') OR organisation = (SELECT my_organisation()));
--> statement-breakpoint
CREATE POLICY agreement_by_staff ON agreement FOR ALL TO buurtfocus_app USING ((SELECT my_role()) IN ('planner', 'adviser', 'admin')) WITH CHECK ((SELECT my_role()) IN ('planner', 'adviser', 'admin'));
--> statement-breakpoint
CREATE POLICY line_read ON agreement_line FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser', 'admin') OR agreement = ANY ((SELECT my_agreements())::bigint[]));
--> statement-breakpoint
CREATE POLICY line_by_staff ON agreement_line FOR ALL TO buurtfocus_app USING ((SELECT my_role()) IN ('planner', 'adviser', 'admin')) WITH CHECK ((SELECT my_role()) IN ('planner', 'adviser', 'admin'));
--> statement-breakpoint
-- A delivery is of the organisation whose line it is; without a line, of whose activity it is.
CREATE POLICY delivery_read ON delivery FOR SELECT TO buurtfocus_app USING (
  (SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser', 'admin')
  OR CASE WHEN agreement_line IS NOT NULL THEN agreement_line = ANY ((SELECT my_lines())::bigint[]) ELSE activity = ANY ((SELECT my_activities())::bigint[]) END);
--> statement-breakpoint
CREATE POLICY delivery_by_staff ON delivery FOR ALL TO buurtfocus_app USING ((SELECT my_role()) IN ('planner', 'adviser', 'admin')) WITH CHECK ((SELECT my_role()) IN ('planner', 'adviser', 'admin'));
--> statement-breakpoint
CREATE POLICY delivery_own ON delivery FOR ALL TO buurtfocus_app USING (
  stage IN ('planned', 'delivered') AND (agreement_line IS NULL OR agreement_line = ANY ((SELECT my_lines())::bigint[])) AND (activity IS NULL OR activity = ANY ((SELECT my_activities())::bigint[]))) WITH CHECK (
  stage IN ('planned', 'delivered') AND (agreement_line IS NULL OR agreement_line = ANY ((SELECT my_lines())::bigint[])) AND (activity IS NULL OR activity = ANY ((SELECT my_activities())::bigint[])));
--> statement-breakpoint
CREATE POLICY delivery_seen_added ON delivery FOR INSERT TO buurtfocus_app WITH CHECK (stage = 'seen' AND (SELECT my_role()) = 'wijkmanager');
--> statement-breakpoint
CREATE POLICY delivery_seen_changed ON delivery FOR UPDATE TO buurtfocus_app USING (stage = 'seen' AND (SELECT my_role()) = 'wijkmanager') WITH CHECK (stage = 'seen' AND (SELECT my_role()) = 'wijkmanager');
--> statement-breakpoint

-- Presence: read with visit_for_staff (0007).
CREATE POLICY visit_by_staff ON visit FOR ALL TO buurtfocus_app USING ((SELECT my_role()) IN ('adviser', 'planner')) WITH CHECK ((SELECT my_role()) IN ('adviser', 'planner'));
--> statement-breakpoint
CREATE POLICY visit_in_scope ON visit FOR ALL TO buurtfocus_app USING (buurt_code = ANY ((SELECT my_buurten())::text[])) WITH CHECK (buurt_code = ANY ((SELECT my_buurten())::text[]));
--> statement-breakpoint
CREATE POLICY target_read ON presence_target FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser', 'admin'));
--> statement-breakpoint
CREATE POLICY target_by_planner ON presence_target FOR ALL TO buurtfocus_app USING ((SELECT my_role()) = 'planner') WITH CHECK ((SELECT my_role()) = 'planner');
--> statement-breakpoint
CREATE POLICY target_in_scope ON presence_target FOR ALL TO buurtfocus_app USING (buurt_code = ANY ((SELECT my_buurten())::text[])) WITH CHECK (buurt_code = ANY ((SELECT my_buurten())::text[]));
--> statement-breakpoint

-- Initiatives. Route zorg is between team Zorg and the wijkmanager of the buurt with the right for sensitive themes.
CREATE POLICY initiative_read ON initiative FOR SELECT TO buurtfocus_app USING (
  CASE WHEN route = 'zorg' THEN (SELECT my_team()) = 'zorg' OR ((SELECT my_sensitive()) AND id = ANY ((SELECT my_initiatives())::bigint[]))
  ELSE (SELECT my_role()) IN ('planner', 'college', 'adviser') OR id = ANY ((SELECT my_initiatives())::bigint[]) OR owner_organisation = (SELECT my_organisation()) END);
--> statement-breakpoint
-- Who hands one over to Zorg, or brings one in whose place is not known yet, writes it although it can not be read by the next transaction.
CREATE POLICY initiative_just_written ON initiative FOR SELECT TO buurtfocus_app USING (updated_at = now() AND updated_by = (SELECT my_id()));
--> statement-breakpoint
CREATE POLICY initiative_added ON initiative FOR INSERT TO buurtfocus_app WITH CHECK (
  (SELECT my_role()) IN ('planner', 'adviser') OR ((SELECT my_role()) = 'wijkmanager' AND in_my_areas(gemeente, point, buurt)));
--> statement-breakpoint
CREATE POLICY initiative_changed ON initiative FOR UPDATE TO buurtfocus_app USING (
  CASE WHEN route = 'zorg' THEN (SELECT my_team()) = 'zorg' OR ((SELECT my_sensitive()) AND id = ANY ((SELECT my_initiatives())::bigint[]))
  ELSE (SELECT my_role()) IN ('planner', 'adviser') OR id = ANY ((SELECT my_initiatives())::bigint[]) OR owner_organisation = (SELECT my_organisation()) OR (route = 'college' AND (SELECT my_role()) = 'college') END)
  WITH CHECK (
  (SELECT my_role()) IN ('planner', 'adviser', 'wijkmanager') OR (route = 'college' AND (SELECT my_role()) = 'college') OR (route IS DISTINCT FROM 'zorg' AND owner_organisation = (SELECT my_organisation())));
--> statement-breakpoint
CREATE POLICY place_of_visible_initiative ON initiative_area FOR SELECT TO buurtfocus_app USING (EXISTS (SELECT FROM initiative i WHERE i.id = initiative_area.initiative));
--> statement-breakpoint

-- Signals by hand.
CREATE POLICY signal_recorded ON signal FOR INSERT TO buurtfocus_app WITH CHECK (
  source = 'app' AND recorded_by = (SELECT my_id())
  AND CASE (SELECT my_role()) WHEN 'wijkmanager' THEN in_my_areas(gemeente, point, stated_buurt) ELSE (SELECT my_role()) IN ('planner', 'adviser', 'organisation') END);
--> statement-breakpoint
CREATE POLICY signal_changed ON signal FOR UPDATE TO buurtfocus_app USING (EXISTS (SELECT FROM signal_area sa WHERE sa.signal = signal.id)) WITH CHECK (EXISTS (SELECT FROM signal_area sa WHERE sa.signal = signal.id));
--> statement-breakpoint
CREATE POLICY link_between_visible ON signal_link FOR ALL TO buurtfocus_app
  USING (EXISTS (SELECT FROM signal s WHERE s.id = first) AND EXISTS (SELECT FROM signal s WHERE s.id = second))
  WITH CHECK (EXISTS (SELECT FROM signal s WHERE s.id = first) AND EXISTS (SELECT FROM signal s WHERE s.id = second));
--> statement-breakpoint

-- History of what can be read; of what was thrown away, for who did it and for staff who write all of it.
CREATE POLICY history_of_visible_record ON record_history FOR SELECT TO buurtfocus_app USING (
  CASE register
    WHEN 'organisation' THEN EXISTS (SELECT FROM organisation r WHERE r.id = record)
    WHEN 'service' THEN EXISTS (SELECT FROM service r WHERE r.id = record)
    WHEN 'venue' THEN EXISTS (SELECT FROM venue r WHERE r.id = record)
    WHEN 'activity' THEN EXISTS (SELECT FROM activity r WHERE r.id = record)
    WHEN 'agreement' THEN EXISTS (SELECT FROM agreement r WHERE r.id = record)
    WHEN 'agreement_line' THEN EXISTS (SELECT FROM agreement_line r WHERE r.id = record)
    WHEN 'delivery' THEN EXISTS (SELECT FROM delivery r WHERE r.id = record)
    WHEN 'visit' THEN EXISTS (SELECT FROM visit r WHERE r.id = record)
    WHEN 'initiative' THEN EXISTS (SELECT FROM initiative r WHERE r.id = record)
    ELSE false END
  OR (action = 'delete' AND register <> 'initiative' AND ((SELECT my_role()) IN ('planner', 'adviser', 'admin') OR (by_user = (SELECT my_id()) AND (SELECT my_role()) <> ''))));
