#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/views.hpp"

// Exchanges a refresh token for new tokens; the old one is spent. A refresh token that comes a second time has been
// copied by somebody: its whole family is revoked.
// Errors: unauthenticated "session_unknown", "session_expired", "session_reused", "second_factor_needed".
namespace attendsense::service::refresh_session {

struct Input {
  Secret refresh_token = {};
  std::string address = {};  // of the caller; empty: local
};

using Output = Session;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::refresh_session
