-- The sign-ins of people, for those to whom they are shown. Whether one has ended is known of its tokens.
CREATE TABLE session (
  id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- the family of its tokens
  company      BLOB    NOT NULL REFERENCES company (id),
  employee     BLOB    NOT NULL REFERENCES employee (id) ON DELETE CASCADE,
  client       TEXT    NOT NULL,
  address      TEXT    NOT NULL,
  begun_at     INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_employee ON session (employee, last_used_at);
CREATE INDEX session_expiry ON session (expires_at);

-- Those that began before this was written down.
INSERT INTO session (id, company, employee, client, address, begun_at, last_used_at, expires_at)
  SELECT family, min(company), min(employee), '', '', min(created_at), max(created_at), max(expires_at)
  FROM token WHERE kind IN ('access', 'refresh') AND employee IS NOT NULL AND expires_at IS NOT NULL
  GROUP BY family;
