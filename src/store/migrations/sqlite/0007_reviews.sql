-- What somebody made of a sighting that the system could not settle. Added, never changed; who is erased leaves it.
CREATE TABLE sighting_decision (
  sighting   BLOB    NOT NULL PRIMARY KEY REFERENCES sighting (id),
  company    BLOB    NOT NULL REFERENCES company (id),
  verdict    TEXT    NOT NULL,
  employee   BLOB    REFERENCES employee (id) ON DELETE SET NULL,
  correction BLOB    REFERENCES correction (id) ON DELETE SET NULL,
  note       TEXT    NOT NULL,
  decided_by TEXT    NOT NULL,
  decided_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_decision_employee ON sighting_decision (employee) WHERE employee IS NOT NULL;
CREATE INDEX sighting_decision_correction ON sighting_decision (correction) WHERE correction IS NOT NULL;

-- Pictures of faces that wait for a decision, where the company keeps them. Sealed.
CREATE TABLE sighting_crop (
  sighting    BLOB    NOT NULL PRIMARY KEY REFERENCES sighting (id),
  company     BLOB    NOT NULL REFERENCES company (id),
  kept_at     INTEGER NOT NULL,
  sealed_jpeg BLOB    NOT NULL
) STRICT;
CREATE INDEX sighting_crop_age ON sighting_crop (company, kept_at);

CREATE INDEX sighting_station ON sighting (station, captured_at, id);
-- Among millions that were booked, those that somebody may have to look at.
CREATE INDEX sighting_review ON sighting (company, captured_at, id)
  WHERE outcome IN ('unknown', 'unclear', 'spoof', 'too_old') AND reason <> 'no_face';
