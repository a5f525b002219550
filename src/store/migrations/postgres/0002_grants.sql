-- What the API and the workers need and nothing else, by table and verb. Neither may update or delete punches or audit
-- entries; the workers see no password and no token.

GRANT USAGE ON SCHEMA attendsense TO attendsense_api, attendsense_worker;
GRANT SELECT ON schema_migration TO attendsense_api, attendsense_worker;
GRANT SELECT, INSERT ON sealing TO attendsense_api, attendsense_worker;
GRANT SELECT ON outbox_forgotten TO attendsense_api, attendsense_worker;
GRANT EXECUTE ON FUNCTION forget_expired_tokens(timestamptz) TO attendsense_api, attendsense_worker;

GRANT SELECT, INSERT, UPDATE ON company, site, role, employee, station, camera TO attendsense_api;
GRANT SELECT, INSERT, UPDATE ON employee_password TO attendsense_api;
GRANT SELECT, INSERT, DELETE ON template TO attendsense_api;
GRANT SELECT ON template_change, sighting TO attendsense_api;
GRANT SELECT, INSERT ON punch, audit TO attendsense_api;
GRANT SELECT, INSERT, UPDATE ON audit_head TO attendsense_api;
GRANT SELECT, INSERT, DELETE ON outbox TO attendsense_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON token, setting TO attendsense_api;
GRANT EXECUTE ON FUNCTION erase_employee(uuid) TO attendsense_api;

GRANT SELECT ON company, site, role, employee, station, camera, template, template_change TO attendsense_worker;
GRANT UPDATE (last_seen, clock_offset) ON station TO attendsense_worker;
GRANT SELECT, INSERT ON sighting, punch, audit TO attendsense_worker;
GRANT SELECT, INSERT, UPDATE ON audit_head TO attendsense_worker;
GRANT SELECT, INSERT, DELETE ON outbox TO attendsense_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON setting TO attendsense_worker;

-- Of the settings, a worker sees those of the outbox relay; the set-up code is not its business.
ALTER TABLE setting ENABLE ROW LEVEL SECURITY;
CREATE POLICY setting_of_the_api ON setting TO attendsense_api USING (true);
CREATE POLICY setting_of_the_worker ON setting TO attendsense_worker USING (key LIKE 'outbox.%');
