CREATE TABLE "app_user" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"team" text,
	"demo" boolean DEFAULT false NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "app_user_account_unique" UNIQUE("account"),
	CONSTRAINT "app_user_role" CHECK ("app_user"."role" in ('wijkmanager', 'planner', 'college', 'adviser', 'organisation', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "session" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"app_user" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user_scope" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"app_user" bigint NOT NULL,
	"gemeente" text NOT NULL,
	"werkgebied" bigint NOT NULL,
	"from" date NOT NULL,
	"to" date,
	CONSTRAINT "user_scope_user_werkgebied_from" UNIQUE("app_user","werkgebied","from")
);
--> statement-breakpoint
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_team_team_slug_fk" FOREIGN KEY ("team") REFERENCES "public"."team"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_app_user_app_user_id_fk" FOREIGN KEY ("app_user") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_scope" ADD CONSTRAINT "user_scope_app_user_app_user_id_fk" FOREIGN KEY ("app_user") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_scope" ADD CONSTRAINT "user_scope_gemeente_gemeente_code_fk" FOREIGN KEY ("gemeente") REFERENCES "public"."gemeente"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_scope" ADD CONSTRAINT "user_scope_werkgebied_werkgebied_id_fk" FOREIGN KEY ("werkgebied") REFERENCES "public"."werkgebied"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("app_user");