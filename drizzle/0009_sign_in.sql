CREATE TABLE "claim_rule" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"claim" text NOT NULL,
	"value" text NOT NULL,
	"role" text,
	"team" text,
	"werkgebied" bigint,
	"sensitive" boolean DEFAULT false NOT NULL,
	CONSTRAINT "claim_rule_role" CHECK ("claim_rule"."role" in ('wijkmanager', 'planner', 'college', 'adviser', 'organisation', 'admin')),
	CONSTRAINT "claim_rule_gives" CHECK ("claim_rule"."role" is not null or "claim_rule"."werkgebied" is not null or "claim_rule"."sensitive"),
	CONSTRAINT "claim_rule_team" CHECK (("claim_rule"."role" = 'adviser') = ("claim_rule"."team" is not null) or "claim_rule"."role" is null)
);
--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "issuer" text;--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "rights_from" text DEFAULT 'hand' NOT NULL;--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "created_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "last_sign_in_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "reviewed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "reviewed_by" bigint;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "last_seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "id_token" text;--> statement-breakpoint
ALTER TABLE "user_scope" ADD COLUMN "kind" text DEFAULT 'responsible' NOT NULL;--> statement-breakpoint
ALTER TABLE "user_scope" ADD COLUMN "rights_from" text DEFAULT 'hand' NOT NULL;--> statement-breakpoint
ALTER TABLE "claim_rule" ADD CONSTRAINT "claim_rule_team_team_slug_fk" FOREIGN KEY ("team") REFERENCES "public"."team"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_rule" ADD CONSTRAINT "claim_rule_werkgebied_werkgebied_id_fk" FOREIGN KEY ("werkgebied") REFERENCES "public"."werkgebied"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_reviewed_by_app_user_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_issuer_subject" UNIQUE("issuer","subject");--> statement-breakpoint
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_rights_from" CHECK ("app_user"."rights_from" in ('hand', 'rule'));--> statement-breakpoint
ALTER TABLE "user_scope" ADD CONSTRAINT "user_scope_kind" CHECK ("user_scope"."kind" in ('responsible', 'replacement'));--> statement-breakpoint
ALTER TABLE "user_scope" ADD CONSTRAINT "user_scope_rights_from" CHECK ("user_scope"."rights_from" in ('hand', 'rule'));--> statement-breakpoint
ALTER TABLE "user_scope" ADD CONSTRAINT "user_scope_from_to" CHECK ("user_scope"."to" > "user_scope"."from");
--> statement-breakpoint
-- Exactly one user is responsible for a werkgebied on a day; a range of one number and `&&` need no extension.
ALTER TABLE "user_scope" ADD CONSTRAINT "user_scope_one_responsible"
  EXCLUDE USING gist (int8range("werkgebied", "werkgebied", '[]') WITH &&, daterange("from", "to") WITH &&) WHERE ("kind" = 'responsible');
--> statement-breakpoint
-- Rules are for administrators and for the sign-in itself (the worker).
GRANT SELECT, INSERT, UPDATE, DELETE ON claim_rule TO buurtfocus_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE claim_rule_id_seq TO buurtfocus_app;
--> statement-breakpoint
ALTER TABLE claim_rule ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE claim_rule FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY worker_all ON claim_rule FOR ALL TO buurtfocus_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY rule_by_admin ON claim_rule FOR ALL TO buurtfocus_app USING ((SELECT my_role()) = 'admin') WITH CHECK ((SELECT my_role()) = 'admin');
--> statement-breakpoint
-- The hash of a token and the sealed ID token stay with the worker.
GRANT SELECT (last_seen_at) ON session TO buurtfocus_app;
