-- Delicate themes: public per wijk and in tens. Leaves and areas that are there are of publication areas, in fives: the defaults say so. Both tables are written once
-- and read by the role of the publication as before (0022), so rights stay as they are.
ALTER TABLE "pub"."leaf" DROP CONSTRAINT "leaf_rounded";--> statement-breakpoint
ALTER TABLE "theme" ADD COLUMN "delicate" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "pub"."leaf" ADD COLUMN "base" smallint DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE "pub"."publication_area" ADD COLUMN "level" text DEFAULT 'area' NOT NULL;--> statement-breakpoint
ALTER TABLE "theme" ADD CONSTRAINT "theme_sensitive_or_delicate" CHECK (not ("theme"."sensitive" and "theme"."delicate"));--> statement-breakpoint
ALTER TABLE "pub"."leaf" ADD CONSTRAINT "leaf_base" CHECK ("pub"."leaf"."base" in (5, 10) and ("pub"."leaf"."base" = 10) = ("pub"."leaf"."area" like 'WK%'));--> statement-breakpoint
ALTER TABLE "pub"."leaf" ADD CONSTRAINT "leaf_rounded" CHECK ("pub"."leaf"."p" >= 0 and "pub"."leaf"."p" % "pub"."leaf"."base" = 0);--> statement-breakpoint
ALTER TABLE "pub"."publication_area" ADD CONSTRAINT "publication_area_level" CHECK ("pub"."publication_area"."level" in ('area', 'wijk') and ("pub"."publication_area"."level" = 'wijk') = ("pub"."publication_area"."code" = "pub"."publication_area"."wijk"));
