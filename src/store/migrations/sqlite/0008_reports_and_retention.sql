-- How a station said it is: JSON, see station_report_json.hpp. One row a station, that of the last time.
CREATE TABLE station_report (
  station BLOB    NOT NULL PRIMARY KEY REFERENCES station (id),
  report  TEXT    NOT NULL,
  told_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Sightings that booked nothing are forgotten after a time.
CREATE INDEX sighting_unbooked ON sighting (company, captured_at, id) WHERE outcome <> 'booked';
