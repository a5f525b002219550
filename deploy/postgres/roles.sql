-- The database of AttendSense and who may connect to it. Run by a superuser with psql; may be run again, for instance to set new
-- passwords. They come from the environment: on a command line they could be read by others.
--   attendsense_owner   owns what `attendsense migrate` makes; nothing else logs in with it
--   attendsense_api     what `attendsense api` needs   } the migration grants it, table by table
--   attendsense_worker  what `attendsense worker` needs }
\set ON_ERROR_STOP on
\set QUIET on
\getenv owner_password ATTENDSENSE_OWNER_PASSWORD
\getenv api_password ATTENDSENSE_API_PASSWORD
\getenv worker_password ATTENDSENSE_WORKER_PASSWORD

SELECT format('CREATE ROLE %I', name)
FROM unnest(ARRAY['attendsense_owner', 'attendsense_api', 'attendsense_worker']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

ALTER ROLE attendsense_owner NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION LOGIN PASSWORD :'owner_password';
ALTER ROLE attendsense_api NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION LOGIN PASSWORD :'api_password';
ALTER ROLE attendsense_worker NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION LOGIN PASSWORD :'worker_password';

SELECT $$CREATE DATABASE attendsense OWNER attendsense_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'$$
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'attendsense') \gexec

REVOKE ALL ON DATABASE attendsense FROM PUBLIC;
GRANT CONNECT ON DATABASE attendsense TO attendsense_api, attendsense_worker;

\connect attendsense
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO attendsense_owner;
