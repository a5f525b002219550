-- Ids are the 16 bytes of a UUID, times are microseconds since 1970 in UTC, kinds and states are the names that core
-- gives them. What is sealed says so in its name.

CREATE TABLE sealing (
  id              INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  key_fingerprint TEXT    NOT NULL
) STRICT;

CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE company (
  id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name       TEXT    NOT NULL,
  policy     TEXT    NOT NULL, -- JSON
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- (company, id) is unique in the tables below so that a row can only refer to rows of its own company.
CREATE TABLE site (
  id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company   BLOB NOT NULL REFERENCES company (id),
  name      TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  UNIQUE (company, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE role (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company     BLOB NOT NULL REFERENCES company (id),
  name        TEXT NOT NULL,
  permissions TEXT NOT NULL, -- names with spaces between
  UNIQUE (company, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE employee (
  id                   BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company              BLOB    NOT NULL,
  site                 BLOB    NOT NULL,
  role                 BLOB    NOT NULL,
  email                TEXT    NOT NULL,
  email_key            TEXT    NOT NULL, -- email without regard to case
  search_key           TEXT    NOT NULL, -- names and e-mail without regard to case
  given_name           TEXT    NOT NULL,
  family_name          TEXT    NOT NULL,
  honorific            TEXT    NOT NULL,
  state                TEXT    NOT NULL,
  biometric_consent_at INTEGER,
  password_hash        TEXT,
  created_at           INTEGER NOT NULL,
  UNIQUE (company, id),
  UNIQUE (company, email_key),
  FOREIGN KEY (company, site) REFERENCES site (company, id),
  FOREIGN KEY (company, role) REFERENCES role (company, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX employee_email ON employee (email_key);

-- In the order of its rows, so that the whole gallery is read in one pass over the file.
CREATE TABLE template (
  place         INTEGER NOT NULL PRIMARY KEY,
  id            BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
  employee      BLOB    NOT NULL REFERENCES employee (id) ON DELETE CASCADE,
  model         TEXT    NOT NULL,
  quality       REAL    NOT NULL,
  created_at    INTEGER NOT NULL,
  sealed_vector BLOB    NOT NULL
) STRICT;
CREATE INDEX template_employee ON template (employee);
CREATE TRIGGER template_unchanged BEFORE UPDATE ON template
BEGIN
  SELECT RAISE(ABORT, 'a template is added and removed, never changed');
END;

-- The gallery's history, for those who hold a copy of it in memory. Without a reference to the template: it outlives it.
CREATE TABLE template_change (
  version  INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  template BLOB    NOT NULL,
  employee BLOB    NOT NULL,
  removed  INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT;
CREATE TRIGGER template_added AFTER INSERT ON template
BEGIN
  INSERT INTO template_change (template, employee, removed) VALUES (NEW.id, NEW.employee, 0);
END;
CREATE TRIGGER template_removed AFTER DELETE ON template
BEGIN
  INSERT INTO template_change (template, employee, removed) VALUES (OLD.id, OLD.employee, 1);
END;

CREATE TABLE station (
  id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company      BLOB    NOT NULL,
  site         BLOB    NOT NULL,
  name         TEXT    NOT NULL,
  state        TEXT    NOT NULL,
  sealed_key   BLOB    NOT NULL,
  last_seen    INTEGER,
  clock_offset INTEGER, -- microseconds, station minus server
  created_at   INTEGER NOT NULL,
  UNIQUE (company, id),
  FOREIGN KEY (company, site) REFERENCES site (company, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE camera (
  id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  station   BLOB NOT NULL REFERENCES station (id),
  name      TEXT NOT NULL,
  direction TEXT NOT NULL,
  UNIQUE (station, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE sighting (
  id                BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company           BLOB    NOT NULL,
  capture           BLOB    NOT NULL CHECK (length(capture) = 16),
  face_index        INTEGER NOT NULL CHECK (face_index >= 0),
  passage           BLOB    NOT NULL CHECK (length(passage) = 16),
  station           BLOB    NOT NULL,
  camera            BLOB    NOT NULL REFERENCES camera (id),
  captured_at       INTEGER NOT NULL,
  processed_at      INTEGER NOT NULL,
  outcome           TEXT    NOT NULL,
  reason            TEXT    NOT NULL,
  best              BLOB REFERENCES employee (id) ON DELETE SET NULL,
  best_similarity   REAL    NOT NULL,
  second_similarity REAL    NOT NULL,
  liveness          TEXT    NOT NULL,
  liveness_score    REAL    NOT NULL,
  quality           REAL    NOT NULL,
  face_width        REAL    NOT NULL,
  UNIQUE (capture, face_index),
  FOREIGN KEY (company, station) REFERENCES station (company, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_passage ON sighting (passage, captured_at);
CREATE INDEX sighting_time ON sighting (company, captured_at, id);
CREATE INDEX sighting_outcome ON sighting (company, outcome, captured_at, id);
CREATE INDEX sighting_best ON sighting (best) WHERE best IS NOT NULL;

-- Append-only. The one way out is that of the person: when the employee is erased, the cascade meets no employee any
-- more and passes the trigger; whatever else deletes, does not.
CREATE TABLE punch (
  id          BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company     BLOB    NOT NULL,
  employee    BLOB    NOT NULL,
  site        BLOB    NOT NULL,
  direction   TEXT    NOT NULL CHECK (direction IN ('in', 'out')),
  alternating INTEGER NOT NULL CHECK (alternating IN (0, 1)),
  at          INTEGER NOT NULL,
  source      TEXT    NOT NULL,
  sighting    BLOB UNIQUE REFERENCES sighting (id),
  booked_at   INTEGER NOT NULL,
  FOREIGN KEY (company, employee) REFERENCES employee (company, id) ON DELETE CASCADE,
  FOREIGN KEY (company, site) REFERENCES site (company, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX punch_employee ON punch (company, employee, at, id);
CREATE INDEX punch_company ON punch (company, at, id);
CREATE TRIGGER punch_unchanged BEFORE UPDATE ON punch
BEGIN
  SELECT RAISE(ABORT, 'punches are append-only');
END;
CREATE TRIGGER punch_kept BEFORE DELETE ON punch WHEN EXISTS (SELECT 1 FROM employee WHERE id = OLD.employee)
BEGIN
  SELECT RAISE(ABORT, 'punches are append-only');
END;

CREATE TABLE token (
  id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind       TEXT    NOT NULL,
  company    BLOB    NOT NULL REFERENCES company (id),
  employee   BLOB REFERENCES employee (id) ON DELETE CASCADE,
  station    BLOB REFERENCES station (id),
  family     BLOB    NOT NULL CHECK (length(family) = 16),
  hash       TEXT    NOT NULL UNIQUE,
  expires_at INTEGER,
  revoked_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX token_family ON token (family);
CREATE INDEX token_employee ON token (employee) WHERE employee IS NOT NULL;
CREATE INDEX token_station ON token (station) WHERE station IS NOT NULL;
CREATE INDEX token_expiry ON token (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE outbox (
  sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  id       BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
  company  BLOB    NOT NULL REFERENCES company (id),
  site     BLOB    NOT NULL,
  station  BLOB    NOT NULL, -- all zeros: of no station
  type     TEXT    NOT NULL,
  body     TEXT    NOT NULL,
  at       INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_time ON outbox (at);

-- A chain for each company; entries count from 1 without gaps. Of no company: all zeros.
CREATE TABLE audit (
  company       BLOB    NOT NULL CHECK (length(company) = 16),
  sequence      INTEGER NOT NULL CHECK (sequence > 0),
  at            INTEGER NOT NULL,
  actor         TEXT    NOT NULL,
  action        TEXT    NOT NULL,
  subject       TEXT    NOT NULL,
  details       TEXT    NOT NULL,
  previous_hash TEXT    NOT NULL,
  hash          TEXT    NOT NULL,
  PRIMARY KEY (company, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;
