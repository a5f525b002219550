#pragma once

#include <vector>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Where the caller is signed in: every session that has not ended, the one used last first. A session counts as used
// when its tokens are renewed, so to a quarter of an hour.
// Errors: forbidden "person_needed".
namespace attendsense::service::list_sessions {

struct Input {
  Principal actor = {};
};

struct Item {
  core::AccountSession session;
  bool current = false;  // the caller's own
};

using Output = std::vector<Item>;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::list_sessions
