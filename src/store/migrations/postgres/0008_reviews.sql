-- What somebody made of a sighting that the system could not settle. Added, never changed; who is erased leaves it.
CREATE TABLE sighting_decision (
  sighting   uuid        CONSTRAINT sighting_decided PRIMARY KEY REFERENCES sighting (id),
  company    uuid        NOT NULL REFERENCES company (id),
  verdict    text        NOT NULL,
  employee   uuid        REFERENCES employee (id) ON DELETE SET NULL,
  correction uuid        REFERENCES correction (id) ON DELETE SET NULL,
  note       text        NOT NULL,
  decided_by text        NOT NULL,
  decided_at timestamptz NOT NULL
);
CREATE INDEX sighting_decision_employee ON sighting_decision (employee) WHERE employee IS NOT NULL;
CREATE INDEX sighting_decision_correction ON sighting_decision (correction) WHERE correction IS NOT NULL;

-- Pictures of faces that wait for a decision, where the company keeps them. Sealed.
CREATE TABLE sighting_crop (
  sighting    uuid        PRIMARY KEY REFERENCES sighting (id),
  company     uuid        NOT NULL REFERENCES company (id),
  kept_at     timestamptz NOT NULL,
  sealed_jpeg bytea       NOT NULL
);
CREATE INDEX sighting_crop_age ON sighting_crop (company, kept_at);

CREATE INDEX sighting_station ON sighting (station, captured_at, id);
-- Among millions that were booked, those that somebody may have to look at.
CREATE INDEX sighting_review ON sighting (company, captured_at, id)
  WHERE outcome IN ('unknown', 'unclear', 'spoof', 'too_old') AND reason <> 'no_face';

-- A worker keeps pictures and forgets old ones, and looks at none; it sees which are old, and what was decided on a passage.
GRANT SELECT, INSERT ON sighting_decision TO attendsense_api;
GRANT SELECT, DELETE ON sighting_crop TO attendsense_api;
GRANT INSERT, DELETE ON sighting_crop TO attendsense_worker;
GRANT SELECT (sighting, company, kept_at) ON sighting_crop TO attendsense_worker;

-- As before; pictures that were most like the person go as well, and what was said of those who turned out to be them.
CREATE OR REPLACE FUNCTION erase_employee(erased uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = attendsense, pg_temp
AS $$
DECLARE
  found_rows bigint;
BEGIN
  DELETE FROM sighting_crop USING sighting WHERE sighting.id = sighting_crop.sighting AND sighting.best = erased;
  UPDATE sighting_decision SET note = '' WHERE employee = erased;
  DELETE FROM employee WHERE id = erased;
  GET DIAGNOSTICS found_rows = ROW_COUNT;
  DELETE FROM outbox WHERE strpos(body, erased::text) > 0;
  RETURN found_rows;
END $$;
