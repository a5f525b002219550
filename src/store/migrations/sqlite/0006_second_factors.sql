-- What people sign in with besides their password. The key of the one-time codes is sealed.
CREATE TABLE second_factor (
  employee     BLOB    NOT NULL PRIMARY KEY REFERENCES employee (id) ON DELETE CASCADE,
  sealed_key   BLOB    NOT NULL,
  created_at   INTEGER NOT NULL,
  confirmed_at INTEGER,
  spent_step   INTEGER NOT NULL -- of time, of the last code that was taken
) STRICT, WITHOUT ROWID;

-- Those that were not used yet, as hashes.
CREATE TABLE recovery_code (
  employee BLOB NOT NULL REFERENCES second_factor (employee) ON DELETE CASCADE,
  hash     TEXT NOT NULL,
  PRIMARY KEY (employee, hash)
) STRICT, WITHOUT ROWID;
