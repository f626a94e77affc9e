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
CREATE INDEX "venue_area_area" ON "venue_area" USING btree ("area");