#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Ends the session of the caller: every token of its family is revoked.
// Errors: forbidden "session_needed" for a caller without a session.
namespace attendsense::service::sign_out {

struct Input {
  Principal actor = {};
};

struct Output {};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::sign_out
