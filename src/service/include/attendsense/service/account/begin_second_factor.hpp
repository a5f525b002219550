#pragma once

#include "attendsense/service/account/second_factor.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Sets up a second factor for the caller. Nothing is asked for at sign-in until confirm_second_factor; until then it
// can be begun anew. Errors: forbidden "person_needed"; unauthenticated "password_wrong"; throttled
// "too_many_attempts"; conflict "second_factor_enrolled": there is one; disable it first.
namespace attendsense::service::begin_second_factor {

struct Input {
  Principal actor = {};
  Secret password = {};
};

using Output = NewSecondFactor;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::begin_second_factor
