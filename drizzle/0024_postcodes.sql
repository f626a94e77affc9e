CREATE TABLE "postcode_buurt" (
	"gemeente" text NOT NULL,
	"year" integer NOT NULL,
	"postcode" text NOT NULL,
	"buurten" text[] NOT NULL,
	"house_numbers" jsonb,
	"import_run" bigint,
	CONSTRAINT "postcode_buurt_gemeente_year_postcode_pk" PRIMARY KEY("gemeente","year","postcode"),
	CONSTRAINT "postcode_buurt_postcode" CHECK ("postcode_buurt"."postcode" ~ '^[0-9]{4}[A-Z]{2}$'),
	CONSTRAINT "postcode_buurt_somewhere" CHECK (cardinality("postcode_buurt"."buurten") >= 1),
	CONSTRAINT "postcode_buurt_numbers" CHECK (("postcode_buurt"."house_numbers" is null) = (cardinality("postcode_buurt"."buurten") = 1) and ("postcode_buurt"."house_numbers" is null or jsonb_typeof("postcode_buurt"."house_numbers") = 'object'))
);
--> statement-breakpoint
ALTER TABLE "postcode_buurt" ADD CONSTRAINT "postcode_buurt_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- By hand from here. Public register data without persons: staff reads it, only an import writes it. Residents search in the files of the publication.
GRANT SELECT, INSERT, UPDATE, DELETE ON postcode_buurt TO buurtfocus_worker;
--> statement-breakpoint
GRANT SELECT ON postcode_buurt TO buurtfocus_app;
--> statement-breakpoint
ALTER TABLE postcode_buurt ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE postcode_buurt FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY worker_all ON postcode_buurt FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY postcode_read ON postcode_buurt FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) IN ('wijkmanager', 'planner', 'college', 'adviser', 'admin'));
