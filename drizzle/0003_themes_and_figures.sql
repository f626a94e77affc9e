CREATE TABLE "indicator" (
	"slug" text PRIMARY KEY NOT NULL,
	"label" text NOT NULL,
	"unit" text DEFAULT '' NOT NULL,
	"direction" text DEFAULT 'neutral' NOT NULL,
	"source" text NOT NULL,
	"licence" text DEFAULT '' NOT NULL,
	"evidence" text DEFAULT 'cijfer' NOT NULL,
	"theme" text,
	"import_run" bigint,
	CONSTRAINT "indicator_direction" CHECK ("indicator"."direction" in ('higher_is_worse', 'lower_is_worse', 'neutral'))
);
--> statement-breakpoint
CREATE TABLE "indicator_value" (
	"gemeente" text NOT NULL,
	"indicator" text NOT NULL,
	"level" text NOT NULL,
	"area_code" text NOT NULL,
	"year" integer NOT NULL,
	"boundary_year" integer NOT NULL,
	"value" double precision,
	"reason" text,
	"reliability" text,
	"import_run" bigint,
	CONSTRAINT "indicator_value_gemeente_indicator_level_area_code_year_pk" PRIMARY KEY("gemeente","indicator","level","area_code","year"),
	CONSTRAINT "indicator_value_missing_has_reason" CHECK (("indicator_value"."value" is null) = ("indicator_value"."reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "theme" (
	"slug" text PRIMARY KEY NOT NULL,
	"label" text NOT NULL,
	"domain" text NOT NULL,
	"sensitive" boolean DEFAULT true NOT NULL,
	"public" boolean DEFAULT false NOT NULL,
	"window_weeks" integer DEFAULT 26 NOT NULL,
	"min_signals" integer DEFAULT 3 NOT NULL,
	"min_sources" integer DEFAULT 2 NOT NULL,
	"reach_m" integer DEFAULT 800 NOT NULL,
	"min_frequency_weeks" integer DEFAULT 4 NOT NULL,
	"import_run" bigint,
	CONSTRAINT "theme_domain" CHECK ("theme"."domain" in ('sociaal', 'fysiek', 'veiligheid', 'zorg')),
	CONSTRAINT "theme_sensitive_never_public" CHECK (not ("theme"."sensitive" and "theme"."public"))
);
--> statement-breakpoint
CREATE TABLE "threshold" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"indicator" text,
	"theme" text,
	"version" integer NOT NULL,
	"limit_value" double precision NOT NULL,
	"note" text,
	CONSTRAINT "threshold_version" UNIQUE("gemeente","indicator","theme","version"),
	CONSTRAINT "threshold_about_something" CHECK ("threshold"."indicator" is not null or "threshold"."theme" is not null)
);
--> statement-breakpoint
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_value" ADD CONSTRAINT "indicator_value_indicator_indicator_slug_fk" FOREIGN KEY ("indicator") REFERENCES "public"."indicator"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threshold" ADD CONSTRAINT "threshold_indicator_indicator_slug_fk" FOREIGN KEY ("indicator") REFERENCES "public"."indicator"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threshold" ADD CONSTRAINT "threshold_theme_theme_slug_fk" FOREIGN KEY ("theme") REFERENCES "public"."theme"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "threshold_theme" ON "threshold" USING btree ("theme");