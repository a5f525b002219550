#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// The caller signs in by the password alone again, or with a new phone: where the company demands a second factor, all
// sessions end, and the next sign-in sets one up.
// Errors: forbidden "person_needed"; unauthenticated "password_wrong", "code_wrong"; throttled "too_many_attempts";
// conflict "second_factor_missing".
namespace attendsense::service::disable_second_factor {

struct Input {
  Principal actor = {};
  Secret password = {};
  Secret code = {};  // of the app, or a recovery code
};

struct Output {};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::disable_second_factor
