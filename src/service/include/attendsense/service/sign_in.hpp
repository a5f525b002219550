#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "attendsense/service/account/second_factor.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/views.hpp"

// E-mail and password for a session, or for a challenge where a code is asked for too (answer_challenge). Takes about
// 50 ms of one core: not for an I/O thread. An unknown e-mail, a wrong password and a deactivated person get the same
// answer after the same time. Errors: unauthenticated "sign_in_refused"; throttled "too_many_attempts" with
// retry_after.
namespace attendsense::service::sign_in {

inline constexpr std::chrono::minutes kAccessTokenLife{15};
inline constexpr std::chrono::days kRefreshTokenLife{30};

struct Input {
  std::string email = {};
  Secret password = {};
  std::string address = {};  // of the caller, for the throttle and the list of sessions; empty: local
  std::string client = {};   // the caller's program, for that list: "Firefox on Linux"; empty: not known
};

// One of the two.
struct Output {
  std::optional<Session> session = {};
  std::optional<Challenge> challenge = {};
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::sign_in
