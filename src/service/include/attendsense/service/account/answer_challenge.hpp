#pragma once

#include "attendsense/service/account/second_factor.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/views.hpp"

// The second step of a sign-in. With the first code of a second factor that was just set up, the recovery codes come.
// Errors: unauthenticated "challenge_unknown", "code_wrong"; throttled "too_many_attempts"; conflict
// "second_factor_missing": it is to be set up first; invalid_input "input_invalid".
namespace attendsense::service::answer_challenge {

struct Input {
  Secret challenge = {};
  Secret code = {};          // of the app, or a recovery code
  std::string address = {};  // as of sign_in
  std::string client = {};
};

struct Output {
  Session session;
  RecoveryCodes recovery_codes = {};
};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::answer_challenge
