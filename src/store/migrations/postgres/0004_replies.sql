-- What requests with an idempotency key were answered. The requester is an employee or a station.
CREATE TABLE reply (
  requester    uuid        NOT NULL,
  key          text        COLLATE "C" NOT NULL,
  company      uuid        NOT NULL REFERENCES company (id),
  fingerprint  text        NOT NULL,
  state        text        NOT NULL CHECK (state IN ('in_progress', 'finished', 'unknown')),
  begun_at     timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  status       integer     NOT NULL DEFAULT 0, -- this and what follows: of one that is finished
  content_type text        NOT NULL DEFAULT '',
  sealed_body  bytea       NOT NULL DEFAULT '',
  PRIMARY KEY (requester, key),
  CHECK (state = 'finished' OR (status = 0 AND content_type = '' AND sealed_body = ''))
);
CREATE INDEX reply_expiry ON reply (expires_at);
CREATE INDEX reply_finished ON reply (company) WHERE state = 'finished';

-- A person who is erased is not to live on in what somebody was answered. Bodies are sealed, so it cannot be told which
-- of the company's they are in: all go, and the keys stay, so that no request is carried out twice.
CREATE FUNCTION erase_replies() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = attendsense, pg_temp
AS $$
BEGIN
  DELETE FROM reply WHERE requester = OLD.id;
  UPDATE reply SET state = 'unknown', status = 0, content_type = '', sealed_body = ''
    WHERE company = OLD.company AND state = 'finished';
  RETURN NULL;
END $$;
CREATE TRIGGER reply_erased AFTER DELETE ON employee FOR EACH ROW EXECUTE FUNCTION erase_replies();

-- For the worker that tidies up, which sees no reply.
CREATE FUNCTION forget_expired_replies(expired_before timestamptz) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = attendsense, pg_temp
AS $$
DECLARE
  deleted_rows bigint;
BEGIN
  DELETE FROM reply WHERE expires_at < expired_before;
  GET DIAGNOSTICS deleted_rows = ROW_COUNT;
  RETURN deleted_rows;
END $$;
REVOKE ALL ON FUNCTION forget_expired_replies(timestamptz) FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON reply TO attendsense_api;
GRANT EXECUTE ON FUNCTION forget_expired_replies(timestamptz) TO attendsense_api, attendsense_worker;
