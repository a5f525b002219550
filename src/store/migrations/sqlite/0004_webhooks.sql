-- Addresses that are told of events, each telling with its log, and what lasts and was told of.
CREATE TABLE webhook (
  id                     BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company                BLOB    NOT NULL REFERENCES company (id),
  name                   TEXT    NOT NULL,
  url                    TEXT    NOT NULL,
  events                 TEXT    NOT NULL, -- types of the outbox with a space between
  state                  TEXT    NOT NULL CHECK (state IN ('active', 'paused', 'gone', 'failing')),
  sealed_secret          BLOB    NOT NULL,
  sealed_previous_secret BLOB,
  previous_until         INTEGER,
  after_event            INTEGER NOT NULL, -- hears of what follows this number of the outbox
  failing_since          INTEGER,
  created_at             INTEGER NOT NULL,
  UNIQUE (company, id),
  CHECK ((sealed_previous_secret IS NULL) = (previous_until IS NULL))
) STRICT, WITHOUT ROWID;

-- What is told of a person goes with them.
CREATE TABLE webhook_delivery (
  id          BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  company     BLOB    NOT NULL,
  webhook     BLOB    NOT NULL,
  event       BLOB    NOT NULL CHECK (length(event) = 16),
  type        TEXT    NOT NULL,
  employee    BLOB,
  body        TEXT    NOT NULL,
  created_at  INTEGER NOT NULL,
  state       TEXT    NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts    INTEGER NOT NULL,
  next_at     INTEGER,
  last_at     INTEGER,
  last_status INTEGER,
  last_error  TEXT    NOT NULL,
  UNIQUE (webhook, event),
  CHECK ((state = 'waiting') = (next_at IS NOT NULL)),
  FOREIGN KEY (company, webhook) REFERENCES webhook (company, id) ON DELETE CASCADE,
  FOREIGN KEY (company, employee) REFERENCES employee (company, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX webhook_delivery_webhook ON webhook_delivery (company, webhook);
CREATE INDEX webhook_delivery_log ON webhook_delivery (webhook, id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook, next_at) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_employee ON webhook_delivery (company, employee) WHERE employee IS NOT NULL;
CREATE INDEX webhook_delivery_time ON webhook_delivery (created_at) WHERE state <> 'waiting';

CREATE TABLE incident (
  station BLOB    NOT NULL REFERENCES station (id),
  kind    TEXT    NOT NULL CHECK (kind IN ('station_silent', 'station_clock_wrong')),
  company BLOB    NOT NULL REFERENCES company (id),
  since   INTEGER NOT NULL,
  PRIMARY KEY (station, kind)
) STRICT, WITHOUT ROWID;
