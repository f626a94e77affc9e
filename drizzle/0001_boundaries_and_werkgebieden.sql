CREATE TABLE "area" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"boundary_set" bigint NOT NULL,
	"gemeente" text NOT NULL,
	"year" integer NOT NULL,
	"level" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"parent_code" text,
	"water" boolean DEFAULT false NOT NULL,
	"geom" geometry(MultiPolygon, 28992) NOT NULL,
	"label_point" geometry(Point, 28992) NOT NULL,
	"inhabitants" integer,
	"households" integer,
	"master_id" bigint,
	"import_run" bigint,
	CONSTRAINT "area_set_level_code_water" UNIQUE("boundary_set","level","code","water"),
	CONSTRAINT "area_level" CHECK ("area"."level" in ('gemeente', 'wijk', 'buurt'))
);
--> statement-breakpoint
CREATE TABLE "area_link" (
	"from_area" bigint NOT NULL,
	"to_area" bigint NOT NULL,
	"share_area" double precision NOT NULL,
	CONSTRAINT "area_link_from_area_to_area_pk" PRIMARY KEY("from_area","to_area")
);
--> statement-breakpoint
CREATE TABLE "backdrop" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"geom" geometry(Geometry, 28992) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "boundary_set" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"year" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"source" text NOT NULL,
	"import_run" bigint,
	CONSTRAINT "boundary_set_gemeente_year" UNIQUE("gemeente","year")
);
--> statement-breakpoint
CREATE TABLE "data_version" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gemeente" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"import_run" bigint
);
--> statement-breakpoint
CREATE TABLE "werkgebied" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"gemeente" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"import_run" bigint,
	CONSTRAINT "werkgebied_gemeente_slug" UNIQUE("gemeente","slug")
);
--> statement-breakpoint
CREATE TABLE "werkgebied_buurt" (
	"werkgebied" bigint NOT NULL,
	"gemeente" text NOT NULL,
	"year" integer NOT NULL,
	"buurt_code" text NOT NULL,
	"import_run" bigint,
	CONSTRAINT "werkgebied_buurt_gemeente_year_buurt_code_pk" PRIMARY KEY("gemeente","year","buurt_code")
);
--> statement-breakpoint
ALTER TABLE "area" ADD CONSTRAINT "area_boundary_set_boundary_set_id_fk" FOREIGN KEY ("boundary_set") REFERENCES "public"."boundary_set"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "area_link" ADD CONSTRAINT "area_link_from_area_area_id_fk" FOREIGN KEY ("from_area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "area_link" ADD CONSTRAINT "area_link_to_area_area_id_fk" FOREIGN KEY ("to_area") REFERENCES "public"."area"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backdrop" ADD CONSTRAINT "backdrop_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boundary_set" ADD CONSTRAINT "boundary_set_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "werkgebied" ADD CONSTRAINT "werkgebied_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "werkgebied_buurt" ADD CONSTRAINT "werkgebied_buurt_werkgebied_werkgebied_id_fk" FOREIGN KEY ("werkgebied") REFERENCES "public"."werkgebied"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "area_geom" ON "area" USING gist ("geom");--> statement-breakpoint
CREATE INDEX "area_code" ON "area" USING btree ("code","year");--> statement-breakpoint
CREATE INDEX "backdrop_gemeente" ON "backdrop" USING btree ("gemeente");