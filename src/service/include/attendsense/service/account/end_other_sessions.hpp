#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Ends every session of the caller's account but the one that calls.
// Errors: forbidden "person_needed".
namespace attendsense::service::end_other_sessions {

struct Input {
  Principal actor = {};
};

struct Output {
  int ended = 0;
};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::end_other_sessions
