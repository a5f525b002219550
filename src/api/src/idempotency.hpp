#pragma once

// Changes that may be asked for again without being made again (draft-ietf-httpapi-idempotency-key-header-07): what a
// request with an Idempotency-Key was answered is kept for a day, for whoever sent it, by all processes together.

#include <string>

#include "call.hpp"

namespace attendsense::api {

// Whether the request has a key that counts: one of somebody signed in that may change something. Captures have ids of
// their own.
[[nodiscard]] bool has_idempotency_key(const Route& route, const http::Request& request);

// Tells a request from another of the same key: method, target and body.
[[nodiscard]] std::string fingerprint_of(const http::Request& request);

// Carries the request out, or answers as the first one of its key was answered, with "Idempotent-Replayed: true".
// What changed nothing and may succeed later (throttled, unavailable) is forgotten, so that the same key may be used
// again; what may have changed something without anybody knowing is not tried again.
// Errors: those of the endpoint; invalid_input "idempotency_key_invalid"; conflict "idempotency_key_reused" (the first
// one was another request), "request_in_progress", "outcome_unknown" (it was begun and never answered: look before
// trying again); the store's.
[[nodiscard]] Result<http::Response> answer_once(Call& call, Endpoint endpoint);

}  // namespace attendsense::api
