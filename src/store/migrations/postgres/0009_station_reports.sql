-- How a station said it is: JSON, see station_report_json.hpp. One row a station, that of the last time.
CREATE TABLE station_report (
  station uuid        PRIMARY KEY REFERENCES station (id),
  report  text        NOT NULL,
  told_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON station_report TO attendsense_api;
