CREATE TABLE "audit" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"role" text NOT NULL,
	"action" text NOT NULL,
	"object_type" text NOT NULL,
	"object_id" text NOT NULL,
	"result" text NOT NULL,
	"origin" text NOT NULL,
	"detail" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"hash" text DEFAULT '' NOT NULL
);

--> statement-breakpoint
INSERT INTO audit_head (one, seq, hash) VALUES (true, 0, '');
--> statement-breakpoint
-- Owns the function that adds a line, and nothing else: the worker's right to write every table stops here.
DO $$
BEGIN
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'buurtfocus_auditor') THEN CREATE ROLE buurtfocus_auditor NOLOGIN NOINHERIT; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AND NOT pg_has_role(current_user, 'buurtfocus_auditor', 'MEMBER') THEN
    EXECUTE format('GRANT buurtfocus_auditor TO %I', current_user);
  END IF;
END $$;
--> statement-breakpoint
REVOKE ALL ON audit, audit_head FROM buurtfocus_worker, PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO buurtfocus_auditor;
--> statement-breakpoint
GRANT INSERT ON audit TO buurtfocus_auditor;
--> statement-breakpoint
GRANT SELECT, UPDATE ON audit_head TO buurtfocus_auditor;
--> statement-breakpoint
GRANT SELECT ON audit, audit_head TO buurtfocus_app, buurtfocus_worker;
--> statement-breakpoint

CREATE FUNCTION audit_hash(prev_hash text, seq bigint, at timestamptz, VARIADIC fields text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  -- every field behind its length in bytes: no two different lines can give the same text
  SELECT encode(sha256(convert_to(string_agg(octet_length(f) || ':' || f, '' ORDER BY nth), 'UTF8')), 'hex')
  FROM unnest(ARRAY[prev_hash, seq::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')] || fields) WITH ORDINALITY AS t(f, nth)
$$;
--> statement-breakpoint
COMMENT ON FUNCTION audit_hash IS 'SHA-256 of a line and the hash before it: fields in the order of the table, each behind its length in bytes; time in UTC with microseconds.';
--> statement-breakpoint

CREATE FUNCTION write_audit(action text, object_type text, object_id text, result text, detail jsonb) RETURNS TABLE (seq bigint, hash text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head audit_head;
  who text := my_account();
  as_role text := my_role();
  from_where text := coalesce(NULLIF(current_setting('app.origin', true), ''), 'unknown');
  moment timestamptz := clock_timestamp();
  line_hash text;
BEGIN
  IF who = '' AND current_setting('role') = 'buurtfocus_worker' THEN -- work that the program does, perhaps for somebody
    who := coalesce(NULLIF(current_setting('app.account', true), ''), 'system');
    as_role := 'system';
  END IF;
  IF who = '' THEN who := 'anonymous'; as_role := 'anonymous'; END IF;
  SELECT * INTO head FROM audit_head FOR UPDATE;
  line_hash := audit_hash(head.hash, head.seq + 1, moment, who, as_role, action, object_type, object_id, result, from_where, detail::text);
  INSERT INTO audit VALUES (head.seq + 1, moment, who, as_role, action, object_type, object_id, result, from_where, detail, head.hash, line_hash);
  UPDATE audit_head h SET seq = head.seq + 1, hash = line_hash;
  RETURN QUERY SELECT head.seq + 1, line_hash;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION write_audit IS 'Adds one line to the chain in the transaction of the caller: when the line cannot be written, what it tells of does not happen.';
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO buurtfocus_auditor;
--> statement-breakpoint
ALTER FUNCTION write_audit OWNER TO buurtfocus_auditor;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM buurtfocus_auditor;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION write_audit FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION write_audit TO buurtfocus_app, buurtfocus_worker;
--> statement-breakpoint

CREATE FUNCTION audit_is_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;
--> statement-breakpoint
CREATE TRIGGER audit_is_for_ever BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_for_ever();
--> statement-breakpoint
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY auditor_adds ON audit FOR INSERT TO buurtfocus_auditor WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY audit_for_admin ON audit FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) = 'admin');
--> statement-breakpoint
CREATE POLICY worker_reads ON audit FOR SELECT TO buurtfocus_worker USING (true);
--> statement-breakpoint
ALTER TABLE audit_head ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE audit_head FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY auditor_moves ON audit_head FOR ALL TO buurtfocus_auditor USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY head_for_admin ON audit_head FOR SELECT TO buurtfocus_app USING ((SELECT my_role()) = 'admin');
--> statement-breakpoint
CREATE POLICY worker_reads ON audit_head FOR SELECT TO buurtfocus_worker USING (true);
