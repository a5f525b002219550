/** The change is refused (412 `precondition_failed`) if somebody else changed the thing since it was read. */
export function ifMatch(etag: string): { "If-Match": string } {
  return { "If-Match": etag };
}

/** A change under a key is made once, however often it is sent. A new key for each new request, the same for each try. */
export function once(key: string = crypto.randomUUID()): { "Idempotency-Key": string } {
  return { "Idempotency-Key": key };
}
