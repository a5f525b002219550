#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Ends a session of the caller's account, on whatever device: its tokens are revoked.
// Errors: forbidden "person_needed"; not_found "session_unknown": not one of the caller's, or ended already.
namespace attendsense::service::end_session {

struct Input {
  Principal actor = {};
  core::TokenId session = {};
};

struct Output {};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::end_session
