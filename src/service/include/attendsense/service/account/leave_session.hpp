#pragma once

#include "attendsense/service/ports.hpp"

// Signs out by the refresh token, also when the access token has expired. A token that nobody knows or that was revoked
// before is no error: there is nothing left to end.
namespace attendsense::service::leave_session {

struct Input {
  Secret refresh_token = {};
};

struct Output {};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::leave_session
