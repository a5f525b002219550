-- Planning, corrections and periods. Dates are days since 1970-01-01, both ends of a span of dates belong to it; what is
-- shown of each person is deleted with them.

-- Whoever shaped the company until now could do what these stand for, or would have been the one to allow it.
UPDATE role SET permissions = permissions || ' manage_schedules approve_requests close_periods'
  WHERE instr(' ' || permissions || ' ', ' manage_company ') > 0;

ALTER TABLE employee ADD COLUMN personnel_number TEXT NOT NULL DEFAULT ''; -- empty: none
ALTER TABLE employee ADD COLUMN hired_at INTEGER;
ALTER TABLE employee ADD COLUMN left_at INTEGER;
CREATE UNIQUE INDEX personnel_number_taken ON employee (company, personnel_number) WHERE personnel_number <> '';

CREATE TABLE schedule (
  id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company    BLOB    NOT NULL REFERENCES company (id),
  name       TEXT    NOT NULL,
  name_key   TEXT    NOT NULL, -- name without regard to case
  definition TEXT    NOT NULL, -- JSON
  created_at INTEGER NOT NULL,
  UNIQUE (company, id),
  UNIQUE (company, name_key)
) STRICT, WITHOUT ROWID;

-- Who follows a schedule: a person, a role or a site.
CREATE TABLE assignment (
  id          BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company     BLOB    NOT NULL,
  schedule    BLOB    NOT NULL,
  employee    BLOB,
  role        BLOB,
  site        BLOB,
  first_date  INTEGER NOT NULL,
  last_date   INTEGER,
  cycle_start INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  CHECK ((employee IS NOT NULL) + (role IS NOT NULL) + (site IS NOT NULL) = 1),
  CHECK (last_date >= first_date),
  FOREIGN KEY (company, schedule) REFERENCES schedule (company, id),
  FOREIGN KEY (company, employee) REFERENCES employee (company, id) ON DELETE CASCADE,
  FOREIGN KEY (company, role) REFERENCES role (company, id),
  FOREIGN KEY (company, site) REFERENCES site (company, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_company ON assignment (company, id);
CREATE INDEX assignment_schedule ON assignment (company, schedule, id);
CREATE INDEX assignment_employee ON assignment (company, employee) WHERE employee IS NOT NULL;
CREATE INDEX assignment_role ON assignment (company, role) WHERE role IS NOT NULL;
CREATE INDEX assignment_site ON assignment (company, site) WHERE site IS NOT NULL;

CREATE TABLE holiday (
  id      BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company BLOB    NOT NULL REFERENCES company (id),
  site    BLOB, -- none: of every site
  date    INTEGER NOT NULL,
  name    TEXT    NOT NULL,
  kind    TEXT    NOT NULL CHECK (kind IN ('public_holiday', 'closed')),
  part    TEXT    NOT NULL CHECK (part IN ('whole', 'first_half', 'second_half')),
  FOREIGN KEY (company, site) REFERENCES site (company, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX holiday_of_every_site ON holiday (company, date, name) WHERE site IS NULL;
CREATE UNIQUE INDEX holiday_of_a_site ON holiday (company, date, name, site) WHERE site IS NOT NULL;
CREATE INDEX holiday_date ON holiday (company, date, name, id);

CREATE TABLE leave_kind (
  id       BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company  BLOB    NOT NULL REFERENCES company (id),
  name     TEXT    NOT NULL,
  name_key TEXT    NOT NULL, -- name without regard to case
  paid     INTEGER NOT NULL CHECK (paid IN (0, 1)),
  active   INTEGER NOT NULL CHECK (active IN (0, 1)),
  UNIQUE (company, id),
  UNIQUE (company, name_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE leave (
  id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company      BLOB    NOT NULL,
  employee     BLOB    NOT NULL,
  kind         BLOB    NOT NULL,
  first_date   INTEGER NOT NULL,
  last_date    INTEGER NOT NULL CHECK (last_date >= first_date),
  part         TEXT    NOT NULL CHECK (part IN ('whole', 'first_half', 'second_half')),
  state        TEXT    NOT NULL CHECK (state IN ('requested', 'approved', 'refused', 'withdrawn', 'undone')),
  reason       TEXT    NOT NULL,
  requested_by TEXT    NOT NULL,
  requested_at INTEGER NOT NULL,
  decided_by   TEXT    NOT NULL, -- empty: nobody yet
  decided_at   INTEGER,
  note         TEXT    NOT NULL,
  CHECK (part = 'whole' OR first_date = last_date),
  FOREIGN KEY (company, employee) REFERENCES employee (company, id) ON DELETE CASCADE,
  FOREIGN KEY (company, kind) REFERENCES leave_kind (company, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX leave_company ON leave (company, id);
CREATE INDEX leave_employee ON leave (company, employee, id);
CREATE INDEX leave_state ON leave (company, state, id);
CREATE INDEX leave_approved ON leave (company, last_date, first_date) WHERE state = 'approved';

CREATE TABLE overtime_grant (
  id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company      BLOB    NOT NULL,
  employee     BLOB    NOT NULL,
  date         INTEGER NOT NULL,
  most_minutes INTEGER NOT NULL CHECK (most_minutes >= 0),
  reason       TEXT    NOT NULL,
  granted_by   TEXT    NOT NULL,
  granted_at   INTEGER NOT NULL,
  revoked_at   INTEGER,
  FOREIGN KEY (company, employee) REFERENCES employee (company, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX overtime_grant_date ON overtime_grant (company, date, id);
CREATE INDEX overtime_grant_employee ON overtime_grant (company, employee, date, id);

-- Of a correction only the state changes; like a punch, it goes with its person and no other way.
CREATE TABLE correction (
  id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company      BLOB    NOT NULL,
  employee     BLOB    NOT NULL,
  kind         TEXT    NOT NULL CHECK (kind IN ('add', 'remove', 'change')),
  punch        BLOB REFERENCES punch (id) ON DELETE CASCADE,
  punch_at     INTEGER,
  direction    TEXT CHECK (direction IN ('in', 'out')),
  at           INTEGER,
  site         BLOB,
  reason       TEXT    NOT NULL,
  batch        BLOB CHECK (length(batch) = 16),
  state        TEXT    NOT NULL
    CHECK (state IN ('requested', 'half_approved', 'approved', 'refused', 'withdrawn', 'undone')),
  requested_by TEXT    NOT NULL,
  requested_at INTEGER NOT NULL,
  CHECK ((punch IS NULL) = (punch_at IS NULL)),
  CHECK ((punch IS NULL) = (kind = 'add')),
  CHECK (kind <> 'add' OR (direction IS NOT NULL AND at IS NOT NULL AND site IS NOT NULL)),
  FOREIGN KEY (company, employee) REFERENCES employee (company, id) ON DELETE CASCADE,
  FOREIGN KEY (company, site) REFERENCES site (company, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_company ON correction (company, id);
CREATE INDEX correction_employee ON correction (company, employee, id);
CREATE INDEX correction_state ON correction (company, state, id);
CREATE INDEX correction_batch ON correction (company, batch, id) WHERE batch IS NOT NULL;
CREATE INDEX correction_punch ON correction (punch) WHERE punch IS NOT NULL;
CREATE INDEX correction_at ON correction (company, at) WHERE state = 'approved' AND at IS NOT NULL;
CREATE INDEX correction_punch_at ON correction (company, punch_at) WHERE state = 'approved' AND punch_at IS NOT NULL;
CREATE TRIGGER correction_unchanged
  BEFORE UPDATE OF id, company, employee, kind, punch, punch_at, direction, at, site, reason, batch, requested_by,
    requested_at ON correction
BEGIN
  SELECT RAISE(ABORT, 'of a correction only the state changes');
END;
CREATE TRIGGER correction_kept BEFORE DELETE ON correction WHEN EXISTS (SELECT 1 FROM employee WHERE id = OLD.employee)
BEGIN
  SELECT RAISE(ABORT, 'corrections are append-only');
END;

-- Append-only, as the punch.
CREATE TABLE correction_decision (
  correction BLOB    NOT NULL REFERENCES correction (id) ON DELETE CASCADE,
  sequence   INTEGER NOT NULL CHECK (sequence > 0),
  verdict    TEXT    NOT NULL CHECK (verdict IN ('half_approved', 'approved', 'refused', 'withdrawn', 'undone')),
  decided_by TEXT    NOT NULL,
  decided_at INTEGER NOT NULL,
  note       TEXT    NOT NULL,
  PRIMARY KEY (correction, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER correction_decision_unchanged BEFORE UPDATE ON correction_decision
BEGIN
  SELECT RAISE(ABORT, 'decisions are append-only');
END;
CREATE TRIGGER correction_decision_kept BEFORE DELETE ON correction_decision
  WHEN EXISTS (SELECT 1 FROM correction WHERE id = OLD.correction)
BEGIN
  SELECT RAISE(ABORT, 'decisions are append-only');
END;

CREATE TABLE period (
  id          BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company     BLOB    NOT NULL REFERENCES company (id),
  site        BLOB, -- none: every site
  first_date  INTEGER NOT NULL,
  last_date   INTEGER NOT NULL CHECK (last_date >= first_date),
  state       TEXT    NOT NULL CHECK (state IN ('closed', 'reopened')),
  hash        TEXT    NOT NULL,
  closed_by   TEXT    NOT NULL,
  closed_at   INTEGER NOT NULL,
  reopened_by TEXT    NOT NULL, -- empty: nobody
  reopened_at INTEGER,
  reason      TEXT    NOT NULL,
  FOREIGN KEY (company, site) REFERENCES site (company, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX period_date ON period (company, first_date, id);
CREATE INDEX period_closed ON period (company, last_date) WHERE state = 'closed';

-- The figures go with the person, the hash stays: so the employee is no foreign key.
CREATE TABLE period_sheet (
  period   BLOB NOT NULL REFERENCES period (id),
  employee BLOB NOT NULL CHECK (length(employee) = 16),
  figures  TEXT NOT NULL, -- JSON; empty once the person was erased
  hash     TEXT NOT NULL,
  PRIMARY KEY (period, employee)
) STRICT, WITHOUT ROWID;
CREATE INDEX period_sheet_employee ON period_sheet (employee);
CREATE TRIGGER period_sheet_emptied AFTER DELETE ON employee
BEGIN
  UPDATE period_sheet SET figures = '' WHERE employee = OLD.id;
END;
CREATE TRIGGER period_sheet_unchanged BEFORE UPDATE ON period_sheet
  WHEN NEW.period <> OLD.period OR NEW.employee <> OLD.employee OR NEW.hash <> OLD.hash OR NEW.figures <> ''
    OR EXISTS (SELECT 1 FROM employee WHERE id = OLD.employee)
BEGIN
  SELECT RAISE(ABORT, 'what payroll was told is append-only');
END;
CREATE TRIGGER period_sheet_kept BEFORE DELETE ON period_sheet
BEGIN
  SELECT RAISE(ABORT, 'what payroll was told is append-only');
END;
