CREATE TABLE "area_neighbour" (
	"area" bigint NOT NULL,
	"neighbour" bigint NOT NULL,
	CONSTRAINT "area_neighbour_area_neighbour_pk" PRIMARY KEY("area","neighbour")
);
--> statement-breakpoint
CREATE TABLE "cluster" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"theme" text NOT NULL,
	"state" text NOT NULL,
	"name" text NOT NULL,
	"areas" bigint[] NOT NULL,
	"first_seen" date NOT NULL,
	"last_seen" date NOT NULL,
	"since" date,
	"owner_team" text,
	"owner_user" bigint,
	"owner_since" date,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	CONSTRAINT "cluster_state" CHECK ("cluster"."state" in ('new', 'growing', 'persistent', 'fading', 'gone')),
	CONSTRAINT "cluster_somewhere" CHECK (cardinality("cluster"."areas") > 0),
	CONSTRAINT "cluster_one_owner" CHECK (num_nonnulls("cluster"."owner_team", "cluster"."owner_user") <= 1)
);
--> statement-breakpoint
CREATE TABLE "cluster_area" (
	"run" bigint NOT NULL,
	"theme" text NOT NULL,
	"area" bigint NOT NULL,
	"reporters" integer NOT NULL,
	"expected" double precision NOT NULL,
	"trend" text NOT NULL,
	CONSTRAINT "cluster_area_run_theme_area_pk" PRIMARY KEY("run","theme","area")
);
--> statement-breakpoint
CREATE TABLE "cluster_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"cluster" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by_user" bigint,
	"kind" text NOT NULL,
	"before" text,
	"after" text,
	"text" text,
	CONSTRAINT "cluster_event_kind" CHECK ("cluster_event"."kind" in ('found', 'state', 'areas', 'owner', 'note')),
	CONSTRAINT "cluster_event_text" CHECK (("cluster_event"."kind" = 'note') = ("cluster_event"."text" is not null))
);
--> statement-breakpoint
CREATE TABLE "cluster_finding" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"run" bigint NOT NULL,
	"theme" text NOT NULL,
	"kind" text NOT NULL,
	"label" text,
	"areas" bigint[] NOT NULL,
	"certainty" double precision[] NOT NULL,
	"from" date NOT NULL,
	"to" date NOT NULL,
	"observed" integer NOT NULL,
	"expected" double precision NOT NULL,
	"ratio" double precision,
	"ratio_low" double precision,
	"ratio_high" double precision,
	"llr" double precision,
	"p" double precision NOT NULL,
	"once_in_years" double precision,
	"since" date,
	"signals" integer,
	"visits" integer,
	"people" double precision,
	"sources" integer NOT NULL,
	"cluster" bigint,
	CONSTRAINT "cluster_finding_kind" CHECK ("cluster_finding"."kind" in ('area', 'recent', 'rise', 'fading', 'presence')),
	CONSTRAINT "cluster_finding_label" CHECK ("cluster_finding"."label" in ('new', 'growing', 'persistent', 'fading')),
	CONSTRAINT "cluster_finding_somewhere" CHECK (cardinality("cluster_finding"."areas") > 0 and cardinality("cluster_finding"."certainty") = cardinality("cluster_finding"."areas"))
);
--> statement-breakpoint
CREATE TABLE "cluster_input" (
	"run" bigint PRIMARY KEY NOT NULL,
	"input" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cluster_run" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"theme" text,
	"from" date NOT NULL,
	"to" date NOT NULL,
	"source" text,
	"evidence" text,
	"kind" text NOT NULL,
	"key" text GENERATED ALWAYS AS ((gemeente || '|' || coalesce(theme, '') || '|' || ("from" - date '2000-01-01')::text || '|' || ("to" - date '2000-01-01')::text || '|' || coalesce(source, '') || '|' || coalesce(evidence, '') || '|' || kind)) STORED NOT NULL,
	"data_version" bigint NOT NULL,
	"method" text,
	"seed" bigint NOT NULL,
	"standard" boolean DEFAULT false NOT NULL,
	"boundary_set" bigint,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress" double precision DEFAULT 0 NOT NULL,
	"step" text,
	"heartbeat" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"asked_by" bigint,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"error_id" text,
	CONSTRAINT "cluster_run_kind" CHECK ("cluster_run"."kind" in ('knelpunt', 'kans')),
	CONSTRAINT "cluster_run_status" CHECK ("cluster_run"."status" in ('queued', 'running', 'done', 'failed', 'cancelled')),
	CONSTRAINT "cluster_run_from_to" CHECK ("cluster_run"."to" > "cluster_run"."from"),
	CONSTRAINT "cluster_run_progress" CHECK ("cluster_run"."progress" between 0 and 1),
	CONSTRAINT "cluster_run_done" CHECK ("cluster_run"."status" <> 'done' or ("cluster_run"."boundary_set" is not null and "cluster_run"."method" is not null))
);
--> statement-breakpoint
CREATE TABLE "cluster_theme" (
	"run" bigint NOT NULL,
	"theme" text NOT NULL,
	"place" integer NOT NULL,
	"total" integer NOT NULL,
	"state" text NOT NULL,
	"dispersion" double precision,
	"indicative" boolean NOT NULL,
	"power" double precision,
	CONSTRAINT "cluster_theme_run_theme_pk" PRIMARY KEY("run","theme"),
	CONSTRAINT "cluster_theme_state" CHECK ("cluster_theme"."state" in ('ok', 'too_few', 'no_people', 'one_buurt'))
);
--> statement-breakpoint
CREATE TABLE "signal_pile" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"point" geometry(Point, 28992) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signal_version" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"n" bigint DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "theme" ADD COLUMN "population" text;--> statement-breakpoint
ALTER TABLE "signal" ADD COLUMN "repeats_reporter" boolean;--> statement-breakpoint
ALTER TABLE "area_neighbour" ADD CONSTRAINT "area_neighbour_area_area_id_fk" FOREIGN KEY ("area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "area_neighbour" ADD CONSTRAINT "area_neighbour_neighbour_area_id_fk" FOREIGN KEY ("neighbour") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster" ADD CONSTRAINT "cluster_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster" ADD CONSTRAINT "cluster_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster" ADD CONSTRAINT "cluster_owner_team_team_slug_fk" FOREIGN KEY ("owner_team") REFERENCES "public"."team"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster" ADD CONSTRAINT "cluster_owner_user_app_user_id_fk" FOREIGN KEY ("owner_user") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_area" ADD CONSTRAINT "cluster_area_run_cluster_run_id_fk" FOREIGN KEY ("run") REFERENCES "public"."cluster_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_area" ADD CONSTRAINT "cluster_area_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_area" ADD CONSTRAINT "cluster_area_area_area_id_fk" FOREIGN KEY ("area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_event" ADD CONSTRAINT "cluster_event_cluster_cluster_id_fk" FOREIGN KEY ("cluster") REFERENCES "public"."cluster"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_event" ADD CONSTRAINT "cluster_event_by_user_app_user_id_fk" FOREIGN KEY ("by_user") REFERENCES "public"."app_user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_finding" ADD CONSTRAINT "cluster_finding_run_cluster_run_id_fk" FOREIGN KEY ("run") REFERENCES "public"."cluster_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_finding" ADD CONSTRAINT "cluster_finding_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_finding" ADD CONSTRAINT "cluster_finding_cluster_cluster_id_fk" FOREIGN KEY ("cluster") REFERENCES "public"."cluster"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_input" ADD CONSTRAINT "cluster_input_run_cluster_run_id_fk" FOREIGN KEY ("run") REFERENCES "public"."cluster_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_run" ADD CONSTRAINT "cluster_run_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_run" ADD CONSTRAINT "cluster_run_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_run" ADD CONSTRAINT "cluster_run_boundary_set_boundary_set_id_fk" FOREIGN KEY ("boundary_set") REFERENCES "public"."boundary_set"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_run" ADD CONSTRAINT "cluster_run_asked_by_app_user_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."app_user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_theme" ADD CONSTRAINT "cluster_theme_run_cluster_run_id_fk" FOREIGN KEY ("run") REFERENCES "public"."cluster_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_theme" ADD CONSTRAINT "cluster_theme_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_pile" ADD CONSTRAINT "signal_pile_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_version" ADD CONSTRAINT "signal_version_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "area_neighbour_neighbour" ON "area_neighbour" USING btree ("neighbour");--> statement-breakpoint
CREATE INDEX "cluster_gemeente" ON "cluster" USING btree ("gemeente","theme");--> statement-breakpoint
CREATE INDEX "cluster_theme_slug" ON "cluster" USING btree ("theme");--> statement-breakpoint
CREATE INDEX "cluster_owner_user" ON "cluster" USING btree ("owner_user");--> statement-breakpoint
CREATE INDEX "cluster_area_area" ON "cluster_area" USING btree ("area");--> statement-breakpoint
CREATE INDEX "cluster_area_theme" ON "cluster_area" USING btree ("theme");--> statement-breakpoint
CREATE INDEX "cluster_event_cluster" ON "cluster_event" USING btree ("cluster");--> statement-breakpoint
CREATE INDEX "cluster_finding_run" ON "cluster_finding" USING btree ("run");--> statement-breakpoint
CREATE INDEX "cluster_finding_cluster" ON "cluster_finding" USING btree ("cluster");--> statement-breakpoint
CREATE INDEX "cluster_finding_theme" ON "cluster_finding" USING btree ("theme");--> statement-breakpoint
CREATE UNIQUE INDEX "cluster_run_queued" ON "cluster_run" USING btree ("key") WHERE status = 'queued';--> statement-breakpoint
CREATE INDEX "cluster_run_key" ON "cluster_run" USING btree ("key","id");--> statement-breakpoint
CREATE INDEX "cluster_run_open" ON "cluster_run" USING btree ("id") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "cluster_run_theme" ON "cluster_run" USING btree ("theme");--> statement-breakpoint
CREATE INDEX "cluster_run_set" ON "cluster_run" USING btree ("boundary_set");--> statement-breakpoint
CREATE INDEX "cluster_theme_theme" ON "cluster_theme" USING btree ("theme");--> statement-breakpoint
CREATE INDEX "signal_pile_gemeente" ON "signal_pile" USING btree ("gemeente");--> statement-breakpoint
CREATE INDEX "signal_version_gemeente" ON "signal_version" USING btree ("gemeente");