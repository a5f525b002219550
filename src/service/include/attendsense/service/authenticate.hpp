#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Who holds a token. An access token is an employee with the permissions of their role, a station token a station.
// Errors: unauthenticated "token_invalid" (unknown, revoked, of a deactivated holder), "token_expired".
namespace attendsense::service::authenticate {

struct Input {
  Secret token = {};
};

using Output = Principal;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::authenticate
