#pragma once

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/account/second_factor.hpp"

// What stands between the two steps of a sign-in.
namespace attendsense::service {

[[nodiscard]] Result<Challenge> open_challenge(core::Transaction& transaction, const core::Employee& employee,
                                               bool enrol, Instant now);

struct Challenged {
  core::TokenId token;
  core::Employee employee;
};

// Whose challenge it is. unauthenticated "challenge_unknown": unknown, expired, answered, or of somebody deactivated.
[[nodiscard]] Result<Challenged> challenged(core::Transaction& transaction, const Secret& token, Instant now);

}  // namespace attendsense::service
