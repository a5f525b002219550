-- Addresses that are told of events, each telling with its log, and what lasts and was told of.
CREATE TABLE webhook (
  id                     uuid        PRIMARY KEY,
  company                uuid        NOT NULL REFERENCES company (id),
  name                   text        NOT NULL,
  url                    text        NOT NULL,
  events                 text        NOT NULL, -- types of the outbox with a space between
  state                  text        NOT NULL CHECK (state IN ('active', 'paused', 'gone', 'failing')),
  sealed_secret          bytea       NOT NULL,
  sealed_previous_secret bytea,
  previous_until         timestamptz,
  after_event            bigint      NOT NULL, -- hears of what follows this number of the outbox
  failing_since          timestamptz,
  created_at             timestamptz NOT NULL,
  UNIQUE (company, id),
  CHECK ((sealed_previous_secret IS NULL) = (previous_until IS NULL))
);

-- What is told of a person goes with them.
CREATE TABLE webhook_delivery (
  id          uuid        PRIMARY KEY,
  company     uuid        NOT NULL,
  webhook     uuid        NOT NULL,
  event       uuid        NOT NULL,
  type        text        NOT NULL,
  employee    uuid,
  body        text        NOT NULL,
  created_at  timestamptz NOT NULL,
  state       text        NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts    integer     NOT NULL,
  next_at     timestamptz,
  last_at     timestamptz,
  last_status integer,
  last_error  text        NOT NULL,
  UNIQUE (webhook, event),
  CHECK ((state = 'waiting') = (next_at IS NOT NULL)),
  FOREIGN KEY (company, webhook) REFERENCES webhook (company, id) ON DELETE CASCADE,
  FOREIGN KEY (company, employee) REFERENCES employee (company, id) ON DELETE CASCADE
);
CREATE INDEX webhook_delivery_webhook ON webhook_delivery (company, webhook);
CREATE INDEX webhook_delivery_log ON webhook_delivery (webhook, id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook, next_at) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_employee ON webhook_delivery (company, employee) WHERE employee IS NOT NULL;
CREATE INDEX webhook_delivery_time ON webhook_delivery (created_at) WHERE state <> 'waiting';

CREATE TABLE incident (
  station uuid        NOT NULL REFERENCES station (id),
  kind    text        COLLATE "C" NOT NULL CHECK (kind IN ('station_silent', 'station_clock_wrong')),
  company uuid        NOT NULL REFERENCES company (id),
  since   timestamptz NOT NULL,
  PRIMARY KEY (station, kind)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON webhook TO attendsense_api;
GRANT SELECT, INSERT, UPDATE ON webhook_delivery TO attendsense_api;
GRANT SELECT, UPDATE (state, failing_since) ON webhook TO attendsense_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_delivery TO attendsense_worker;
GRANT SELECT, INSERT, DELETE ON incident TO attendsense_worker;
-- A worker tells when it books into a closed one.
GRANT SELECT ON period TO attendsense_worker;
