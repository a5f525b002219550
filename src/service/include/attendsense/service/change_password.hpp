#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// One's own password. All sessions of the person end, the calling one too.
// Errors: unauthenticated "password_wrong"; throttled "too_many_attempts"; invalid_input "input_invalid".
namespace attendsense::service::change_password {

struct Input {
  Principal actor = {};
  Secret current_password = {};
  Secret new_password = {};
};

struct Output {};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::change_password
