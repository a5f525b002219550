#pragma once

#include "attendsense/service/account/second_factor.hpp"
#include "attendsense/service/ports.hpp"

// The same for somebody who may not sign in without, by their challenge.
// Errors: unauthenticated "challenge_unknown"; conflict "second_factor_enrolled".
namespace attendsense::service::begin_demanded_second_factor {

struct Input {
  Secret challenge = {};
};

using Output = NewSecondFactor;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::begin_demanded_second_factor
