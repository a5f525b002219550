-- How a station said it is: JSON, see station_report_json.hpp. One row a station, that of the last time.
CREATE TABLE station_report (
  station uuid        PRIMARY KEY REFERENCES station (id),
  report  text        NOT NULL,
  told_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON station_report TO attendsense_api;

-- Forgets sightings that booked nothing, which nobody may delete otherwise.
CREATE FUNCTION prune_sightings(whose uuid, captured_before timestamptz, most bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = attendsense, pg_temp
AS $$
DECLARE
  chosen uuid[];
  found_rows bigint;
BEGIN
  chosen := ARRAY(SELECT id FROM sighting WHERE company = whose AND outcome <> 'booked' AND captured_at < captured_before
                  AND NOT EXISTS (SELECT 1 FROM punch WHERE punch.sighting = sighting.id) ORDER BY captured_at, id LIMIT most);
  DELETE FROM sighting_decision WHERE sighting = ANY (chosen);
  DELETE FROM sighting_crop WHERE sighting = ANY (chosen);
  DELETE FROM sighting WHERE id = ANY (chosen);
  GET DIAGNOSTICS found_rows = ROW_COUNT;
  RETURN found_rows;
END $$;
REVOKE ALL ON FUNCTION prune_sightings(uuid, timestamptz, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION prune_sightings(uuid, timestamptz, bigint) TO attendsense_worker;

CREATE INDEX sighting_unbooked ON sighting (company, captured_at, id) WHERE outcome <> 'booked';
