CREATE TABLE "signal" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"kind" text NOT NULL,
	"theme" text NOT NULL,
	"evidence" text NOT NULL,
	"channel" text,
	"observed_on" date NOT NULL,
	"point" geometry(Point, 28992),
	"accuracy" text NOT NULL,
	"stated_buurt" text,
	"status" text DEFAULT 'open' NOT NULL,
	"audience" text DEFAULT 'internal' NOT NULL,
	"owner" text,
	"note" text,
	"reporter_key" text,
	"duplicate_of" bigint,
	"import_run" bigint,
	CONSTRAINT "signal_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "signal_kind" CHECK ("signal"."kind" in ('knelpunt', 'kans')),
	CONSTRAINT "signal_evidence" CHECK ("signal"."evidence" in ('cijfer', 'waarneming', 'beleving')),
	CONSTRAINT "signal_accuracy" CHECK ("signal"."accuracy" in ('punt', 'straat', 'buurt')),
	CONSTRAINT "signal_status" CHECK ("signal"."status" in ('open', 'in_progress', 'closed', 'cancelled')),
	CONSTRAINT "signal_audience" CHECK ("signal"."audience" in ('internal', 'coordination_team', 'organisation', 'public_aggregate')),
	CONSTRAINT "signal_has_place" CHECK (("signal"."point" is not null) or ("signal"."stated_buurt" is not null))
);
--> statement-breakpoint
CREATE TABLE "signal_area" (
	"signal" bigint NOT NULL,
	"boundary_set" bigint NOT NULL,
	"area" bigint,
	"theme" text NOT NULL,
	CONSTRAINT "signal_area_signal_boundary_set_pk" PRIMARY KEY("signal","boundary_set")
);
--> statement-breakpoint
CREATE TABLE "signal_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"signal" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by_user" bigint,
	"kind" text NOT NULL,
	"before" text,
	"after" text
);
--> statement-breakpoint
CREATE TABLE "signal_month" (
	"area" bigint NOT NULL,
	"theme" text NOT NULL,
	"month" date NOT NULL,
	"source" text NOT NULL,
	"evidence" text NOT NULL,
	"kind" text NOT NULL,
	"n" integer NOT NULL,
	"days" integer[] NOT NULL,
	CONSTRAINT "signal_month_area_theme_month_source_evidence_kind_pk" PRIMARY KEY("area","theme","month","source","evidence","kind")
);
--> statement-breakpoint
CREATE TABLE "signal_theme_month" (
	"area" bigint NOT NULL,
	"theme" text NOT NULL,
	"month" date NOT NULL,
	"n" integer NOT NULL,
	"days" integer[] NOT NULL,
	CONSTRAINT "signal_theme_month_area_theme_month_pk" PRIMARY KEY("area","theme","month")
);
--> statement-breakpoint
CREATE TABLE "visit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"werkgebied" bigint,
	"buurt_code" text NOT NULL,
	"boundary_year" integer NOT NULL,
	"by_role" text NOT NULL,
	"kind" text NOT NULL,
	"visited_on" date NOT NULL,
	"planned" boolean DEFAULT false NOT NULL,
	"import_run" bigint,
	CONSTRAINT "visit_source" UNIQUE("gemeente","source","source_id"),
	CONSTRAINT "visit_kind" CHECK ("visit"."kind" in ('ronde', 'spreekuur', 'huisbezoek', 'bijeenkomst', 'anders'))
);
--> statement-breakpoint
ALTER TABLE "signal" ADD CONSTRAINT "signal_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal" ADD CONSTRAINT "signal_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal" ADD CONSTRAINT "signal_duplicate_of" FOREIGN KEY ("duplicate_of") REFERENCES "public"."signal"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_area" ADD CONSTRAINT "signal_area_area_area_id_fk" FOREIGN KEY ("area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_event" ADD CONSTRAINT "signal_event_signal_signal_id_fk" FOREIGN KEY ("signal") REFERENCES "public"."signal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_month" ADD CONSTRAINT "signal_month_area_area_id_fk" FOREIGN KEY ("area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_theme_month" ADD CONSTRAINT "signal_theme_month_area_area_id_fk" FOREIGN KEY ("area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_werkgebied_werkgebied_id_fk" FOREIGN KEY ("werkgebied") REFERENCES "public"."werkgebied"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "signal_point" ON "signal" USING gist ("point");--> statement-breakpoint
CREATE INDEX "signal_observed" ON "signal" USING btree ("gemeente","observed_on");--> statement-breakpoint
CREATE INDEX "signal_run" ON "signal" USING btree ("import_run");--> statement-breakpoint
CREATE INDEX "signal_duplicate" ON "signal" USING btree ("duplicate_of") WHERE duplicate_of is not null;--> statement-breakpoint
CREATE INDEX "signal_area_area" ON "signal_area" USING btree ("area");--> statement-breakpoint
CREATE INDEX "signal_area_nowhere" ON "signal_area" USING btree ("boundary_set") WHERE area is null;--> statement-breakpoint
CREATE INDEX "signal_event_signal" ON "signal_event" USING btree ("signal");--> statement-breakpoint
CREATE INDEX "signal_month_month" ON "signal_month" USING btree ("month");--> statement-breakpoint
CREATE INDEX "signal_month_zero" ON "signal_month" USING btree ("area") WHERE n = 0;--> statement-breakpoint
CREATE INDEX "signal_theme_month_month" ON "signal_theme_month" USING btree ("month");--> statement-breakpoint
CREATE INDEX "signal_theme_month_zero" ON "signal_theme_month" USING btree ("area") WHERE n = 0;--> statement-breakpoint
CREATE INDEX "visit_buurt" ON "visit" USING btree ("gemeente","buurt_code","visited_on");