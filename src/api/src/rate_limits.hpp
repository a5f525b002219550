#pragma once

// Who may ask how often, and how the answers say so (draft-ietf-httpapi-ratelimit-headers-10).

#include <optional>
#include <string_view>

#include "call.hpp"
#include "rate_limiter.hpp"

namespace attendsense::api {

// The limits of this process. Safe from any thread.
class RateLimits {
 public:
  // Each 0: not limited.
  RateLimits(int requests_per_minute, int captures_per_minute);

  // What a request was counted against, for its answer.
  struct Counted {
    std::string_view policy;
    int per_minute = 0;
    RateLimiter::Standing standing;
  };

  // Nothing: it is not limited.
  [[nodiscard]] std::optional<Counted> count(Limit limit, std::string_view who, RateLimiter::Time now);

 private:
  std::optional<RateLimiter> requests_;
  std::optional<RateLimiter> captures_;
};

// throttled "rate_limited" where the request is one too many.
[[nodiscard]] Result<void> check(const std::optional<RateLimits::Counted>& counted);

// RateLimit-Policy: "requests";q=1200;w=60
// RateLimit: "requests";r=1187;t=1
void add_rate_limit_fields(http::Response& response, const RateLimits::Counted& counted);

}  // namespace attendsense::api
