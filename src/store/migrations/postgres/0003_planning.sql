-- Planning, corrections and periods. Both ends of a span of dates belong to it; what is shown of each person is deleted
-- with them.

-- Whoever shaped the company until now could do what these stand for, or would have been the one to allow it.
UPDATE role SET permissions = permissions || ' manage_schedules approve_requests close_periods'
  WHERE strpos(' ' || permissions || ' ', ' manage_company ') > 0;

ALTER TABLE employee
  ADD COLUMN personnel_number text COLLATE "C" NOT NULL DEFAULT '', -- empty: none
  ADD COLUMN hired_at timestamptz,
  ADD COLUMN left_at timestamptz;
CREATE UNIQUE INDEX personnel_number_taken ON employee (company, personnel_number) WHERE personnel_number <> '';

CREATE TABLE schedule (
  id         uuid        PRIMARY KEY,
  company    uuid        NOT NULL REFERENCES company (id),
  name       text        NOT NULL,
  name_key   text        COLLATE "C" NOT NULL, -- name without regard to case
  definition text        NOT NULL, -- JSON
  created_at timestamptz NOT NULL,
  UNIQUE (company, id),
  CONSTRAINT schedule_name_taken UNIQUE (company, name_key)
);

-- Who follows a schedule: a person, a role or a site.
CREATE TABLE assignment (
  id          uuid        PRIMARY KEY,
  company     uuid        NOT NULL,
  schedule    uuid        NOT NULL,
  employee    uuid,
  role        uuid,
  site        uuid,
  first_date  date        NOT NULL,
  last_date   date,
  cycle_start date        NOT NULL,
  created_at  timestamptz NOT NULL,
  CHECK (num_nonnulls(employee, role, site) = 1),
  CHECK (last_date >= first_date),
  FOREIGN KEY (company, schedule) REFERENCES schedule (company, id),
  FOREIGN KEY (company, employee) REFERENCES employee (company, id) ON DELETE CASCADE,
  FOREIGN KEY (company, role) REFERENCES role (company, id),
  FOREIGN KEY (company, site) REFERENCES site (company, id)
);
CREATE INDEX assignment_company ON assignment (company, id);
CREATE INDEX assignment_schedule ON assignment (company, schedule, id);
CREATE INDEX assignment_employee ON assignment (company, employee) WHERE employee IS NOT NULL;
CREATE INDEX assignment_role ON assignment (company, role) WHERE role IS NOT NULL;
CREATE INDEX assignment_site ON assignment (company, site) WHERE site IS NOT NULL;

CREATE TABLE holiday (
  id      uuid PRIMARY KEY,
  company uuid NOT NULL REFERENCES company (id),
  site    uuid, -- none: of every site
  date    date NOT NULL,
  name    text COLLATE "C" NOT NULL,
  kind    text NOT NULL CHECK (kind IN ('public_holiday', 'closed')),
  part    text NOT NULL CHECK (part IN ('whole', 'first_half', 'second_half')),
  CONSTRAINT holiday_known UNIQUE NULLS NOT DISTINCT (company, date, name, site),
  FOREIGN KEY (company, site) REFERENCES site (company, id)
);
CREATE INDEX holiday_date ON holiday (company, date, name, id);

CREATE TABLE leave_kind (
  id       uuid    PRIMARY KEY,
  company  uuid    NOT NULL REFERENCES company (id),
  name     text    NOT NULL,
  name_key text    COLLATE "C" NOT NULL, -- name without regard to case
  paid     boolean NOT NULL,
  active   boolean NOT NULL,
  UNIQUE (company, id),
  CONSTRAINT leave_kind_name_taken UNIQUE (company, name_key)
);

CREATE TABLE leave (
  id           uuid        PRIMARY KEY,
  company      uuid        NOT NULL,
  employee     uuid        NOT NULL,
  kind         uuid        NOT NULL,
  first_date   date        NOT NULL,
  last_date    date        NOT NULL CHECK (last_date >= first_date),
  part         text        NOT NULL CHECK (part IN ('whole', 'first_half', 'second_half')),
  state        text        COLLATE "C" NOT NULL
    CHECK (state IN ('requested', 'approved', 'refused', 'withdrawn', 'undone')),
  reason       text        NOT NULL,
  requested_by text        NOT NULL,
  requested_at timestamptz NOT NULL,
  decided_by   text        NOT NULL, -- empty: nobody yet
  decided_at   timestamptz,
  note         text        NOT NULL,
  CHECK (part = 'whole' OR first_date = last_date),
  FOREIGN KEY (company, employee) REFERENCES employee (company, id) ON DELETE CASCADE,
  FOREIGN KEY (company, kind) REFERENCES leave_kind (company, id)
);
CREATE INDEX leave_company ON leave (company, id);
CREATE INDEX leave_employee ON leave (company, employee, id);
CREATE INDEX leave_state ON leave (company, state, id);
CREATE INDEX leave_approved ON leave (company, last_date, first_date) WHERE state = 'approved';

CREATE TABLE overtime_grant (
  id           uuid        PRIMARY KEY,
  company      uuid        NOT NULL,
  employee     uuid        NOT NULL,
  date         date        NOT NULL,
  most_minutes bigint      NOT NULL CHECK (most_minutes >= 0),
  reason       text        NOT NULL,
  granted_by   text        NOT NULL,
  granted_at   timestamptz NOT NULL,
  revoked_at   timestamptz,
  FOREIGN KEY (company, employee) REFERENCES employee (company, id) ON DELETE CASCADE
);
CREATE INDEX overtime_grant_date ON overtime_grant (company, date, id);
CREATE INDEX overtime_grant_employee ON overtime_grant (company, employee, date, id);

-- Of a correction only the state changes; like a punch, it goes with its person and no other way.
CREATE TABLE correction (
  id           uuid        PRIMARY KEY,
  company      uuid        NOT NULL,
  employee     uuid        NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('add', 'remove', 'change')),
  punch        uuid        REFERENCES punch (id) ON DELETE CASCADE,
  punch_at     timestamptz,
  direction    text        CHECK (direction IN ('in', 'out')),
  at           timestamptz,
  site         uuid,
  reason       text        NOT NULL,
  batch        uuid,
  state        text        COLLATE "C" NOT NULL
    CHECK (state IN ('requested', 'half_approved', 'approved', 'refused', 'withdrawn', 'undone')),
  requested_by text        NOT NULL,
  requested_at timestamptz NOT NULL,
  CHECK ((punch IS NULL) = (punch_at IS NULL)),
  CHECK ((punch IS NULL) = (kind = 'add')),
  CHECK (kind <> 'add' OR (direction IS NOT NULL AND at IS NOT NULL AND site IS NOT NULL)),
  FOREIGN KEY (company, employee) REFERENCES employee (company, id) ON DELETE CASCADE,
  FOREIGN KEY (company, site) REFERENCES site (company, id)
);
CREATE INDEX correction_company ON correction (company, id);
CREATE INDEX correction_employee ON correction (company, employee, id);
CREATE INDEX correction_state ON correction (company, state, id);
CREATE INDEX correction_batch ON correction (company, batch, id) WHERE batch IS NOT NULL;
CREATE INDEX correction_punch ON correction (punch) WHERE punch IS NOT NULL;
CREATE INDEX correction_at ON correction (company, at) WHERE state = 'approved' AND at IS NOT NULL;
CREATE INDEX correction_punch_at ON correction (company, punch_at) WHERE state = 'approved' AND punch_at IS NOT NULL;
CREATE TRIGGER correction_unchanged
  BEFORE UPDATE OF id, company, employee, kind, punch, punch_at, direction, at, site, reason, batch, requested_by,
    requested_at OR TRUNCATE ON correction
  EXECUTE FUNCTION refuse_change('of a correction only the state changes');

CREATE FUNCTION keep_correction() RETURNS trigger LANGUAGE plpgsql SET search_path = attendsense, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM employee WHERE id = OLD.employee) THEN
    RAISE EXCEPTION USING ERRCODE = 'AS001', MESSAGE = 'corrections are append-only';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER correction_kept BEFORE DELETE ON correction FOR EACH ROW EXECUTE FUNCTION keep_correction();

-- Append-only, as the punch.
CREATE TABLE correction_decision (
  correction uuid        NOT NULL REFERENCES correction (id) ON DELETE CASCADE,
  sequence   bigint      NOT NULL CHECK (sequence > 0),
  verdict    text        NOT NULL CHECK (verdict IN ('half_approved', 'approved', 'refused', 'withdrawn', 'undone')),
  decided_by text        NOT NULL,
  decided_at timestamptz NOT NULL,
  note       text        NOT NULL,
  PRIMARY KEY (correction, sequence)
);
CREATE TRIGGER correction_decision_unchanged BEFORE UPDATE OR TRUNCATE ON correction_decision
  EXECUTE FUNCTION refuse_change('decisions are append-only');

CREATE FUNCTION keep_decision() RETURNS trigger LANGUAGE plpgsql SET search_path = attendsense, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM correction WHERE id = OLD.correction) THEN
    RAISE EXCEPTION USING ERRCODE = 'AS001', MESSAGE = 'decisions are append-only';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER correction_decision_kept BEFORE DELETE ON correction_decision
  FOR EACH ROW EXECUTE FUNCTION keep_decision();

CREATE TABLE period (
  id          uuid        PRIMARY KEY,
  company     uuid        NOT NULL REFERENCES company (id),
  site        uuid, -- none: every site
  first_date  date        NOT NULL,
  last_date   date        NOT NULL CHECK (last_date >= first_date),
  state       text        NOT NULL CHECK (state IN ('closed', 'reopened')),
  hash        text        NOT NULL,
  closed_by   text        NOT NULL,
  closed_at   timestamptz NOT NULL,
  reopened_by text        NOT NULL, -- empty: nobody
  reopened_at timestamptz,
  reason      text        NOT NULL,
  FOREIGN KEY (company, site) REFERENCES site (company, id)
);
CREATE INDEX period_date ON period (company, first_date, id);
CREATE INDEX period_closed ON period (company, last_date) WHERE state = 'closed';

-- The figures go with the person, the hash stays: so the employee is no foreign key.
CREATE TABLE period_sheet (
  period   uuid NOT NULL REFERENCES period (id),
  employee uuid NOT NULL,
  figures  text NOT NULL, -- JSON; empty once the person was erased
  hash     text NOT NULL,
  PRIMARY KEY (period, employee)
);
CREATE INDEX period_sheet_employee ON period_sheet (employee);

-- As the owner: nobody else may change a sheet.
CREATE FUNCTION empty_sheets() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = attendsense, pg_temp
AS $$
BEGIN
  UPDATE period_sheet SET figures = '' WHERE employee = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER period_sheet_emptied AFTER DELETE ON employee FOR EACH ROW EXECUTE FUNCTION empty_sheets();

CREATE FUNCTION keep_sheet() RETURNS trigger LANGUAGE plpgsql SET search_path = attendsense, pg_temp
AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.period, NEW.employee, NEW.hash, NEW.figures) = (OLD.period, OLD.employee, OLD.hash, '')
    AND NOT EXISTS (SELECT FROM employee WHERE id = OLD.employee) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'AS001', MESSAGE = 'what payroll was told is append-only';
END $$;
CREATE TRIGGER period_sheet_kept BEFORE UPDATE OR DELETE ON period_sheet FOR EACH ROW EXECUTE FUNCTION keep_sheet();
CREATE TRIGGER period_sheet_not_emptied BEFORE TRUNCATE ON period_sheet
  EXECUTE FUNCTION refuse_change('what payroll was told is append-only');

-- The workers need nothing of this.
GRANT SELECT, INSERT, UPDATE, DELETE ON schedule, assignment TO attendsense_api;
GRANT SELECT, INSERT, DELETE ON holiday TO attendsense_api;
GRANT SELECT, INSERT, UPDATE ON leave_kind TO attendsense_api;
GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at, note) ON leave TO attendsense_api;
GRANT SELECT, INSERT, UPDATE (revoked_at) ON overtime_grant TO attendsense_api;
GRANT SELECT, INSERT, UPDATE (state) ON correction TO attendsense_api;
GRANT SELECT, INSERT ON correction_decision, period_sheet TO attendsense_api;
GRANT SELECT, INSERT, UPDATE (state, hash, reopened_by, reopened_at, reason) ON period TO attendsense_api;
