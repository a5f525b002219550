-- What people sign in with besides their password. The key of the one-time codes is sealed.
CREATE TABLE second_factor (
  employee     uuid        PRIMARY KEY REFERENCES employee (id) ON DELETE CASCADE,
  sealed_key   bytea       NOT NULL,
  created_at   timestamptz NOT NULL,
  confirmed_at timestamptz,
  spent_step   bigint      NOT NULL -- of time, of the last code that was taken
);

-- Those that were not used yet, as hashes.
CREATE TABLE recovery_code (
  employee uuid NOT NULL REFERENCES second_factor (employee) ON DELETE CASCADE,
  hash     text COLLATE "C" NOT NULL,
  PRIMARY KEY (employee, hash)
);

-- The workers need nothing of this.
GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor TO attendsense_api;
GRANT SELECT, INSERT, DELETE ON recovery_code TO attendsense_api;
