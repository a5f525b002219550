-- What requests with an idempotency key were answered. The requester is an employee or a station.
CREATE TABLE reply (
  requester    BLOB    NOT NULL CHECK (length(requester) = 16),
  key          TEXT    NOT NULL,
  company      BLOB    NOT NULL REFERENCES company (id),
  fingerprint  TEXT    NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('in_progress', 'finished', 'unknown')),
  begun_at     INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  status       INTEGER NOT NULL DEFAULT 0, -- this and what follows: of one that is finished
  content_type TEXT    NOT NULL DEFAULT '',
  sealed_body  BLOB    NOT NULL DEFAULT x'',
  PRIMARY KEY (requester, key),
  CHECK (state = 'finished' OR (status = 0 AND content_type = '' AND sealed_body = x''))
) STRICT;
CREATE INDEX reply_expiry ON reply (expires_at);
CREATE INDEX reply_finished ON reply (company) WHERE state = 'finished';

-- A person who is erased is not to live on in what somebody was answered. Bodies are sealed, so it cannot be told which
-- of the company's they are in: all go, and the keys stay, so that no request is carried out twice.
CREATE TRIGGER reply_erased AFTER DELETE ON employee
BEGIN
  DELETE FROM reply WHERE requester = OLD.id;
  UPDATE reply SET state = 'unknown', status = 0, content_type = '', sealed_body = x''
    WHERE company = OLD.company AND state = 'finished';
END;
