#pragma once

#include "attendsense/service/account/second_factor.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// The first code: the app has the key. From now on every sign-in asks for one.
// Errors: forbidden "person_needed"; unauthenticated "code_wrong"; throttled "too_many_attempts"; conflict
// "second_factor_enrolled", "second_factor_missing": none was begun.
namespace attendsense::service::confirm_second_factor {

struct Input {
  Principal actor = {};
  Secret code = {};
};

using Output = RecoveryCodes;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::confirm_second_factor
