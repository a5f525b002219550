-- The sign-ins of people, for those to whom they are shown. Whether one has ended is known of its tokens.
CREATE TABLE session (
  id           uuid        PRIMARY KEY, -- the family of its tokens
  company      uuid        NOT NULL REFERENCES company (id),
  employee     uuid        NOT NULL REFERENCES employee (id) ON DELETE CASCADE,
  client       text        NOT NULL,
  address      text        NOT NULL,
  begun_at     timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX session_employee ON session (employee, last_used_at);
CREATE INDEX session_expiry ON session (expires_at);

-- Those that began before this was written down.
INSERT INTO session (id, company, employee, client, address, begun_at, last_used_at, expires_at)
  SELECT family, company, employee, '', '', min(created_at), max(created_at), max(expires_at)
  FROM token WHERE kind IN ('access', 'refresh') AND employee IS NOT NULL AND expires_at IS NOT NULL
  GROUP BY family, company, employee;

-- As before, and the sessions with their tokens.
CREATE OR REPLACE FUNCTION forget_expired_tokens(expired_before timestamptz) RETURNS bigint LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = attendsense, pg_temp
AS $$
DECLARE
  deleted_rows bigint;
BEGIN
  DELETE FROM session WHERE expires_at < expired_before;
  DELETE FROM token WHERE expires_at < expired_before;
  GET DIAGNOSTICS deleted_rows = ROW_COUNT;
  RETURN deleted_rows;
END $$;

GRANT SELECT, INSERT ON session TO attendsense_api;
GRANT UPDATE (address, last_used_at, expires_at) ON session TO attendsense_api;
