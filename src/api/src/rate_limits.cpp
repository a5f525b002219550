#include "rate_limits.hpp"

#include <string>

namespace attendsense::api {

RateLimits::RateLimits(int requests_per_minute, int captures_per_minute) {
  if (requests_per_minute > 0) requests_.emplace(requests_per_minute);
  if (captures_per_minute > 0) captures_.emplace(captures_per_minute);
}

std::optional<RateLimits::Counted> RateLimits::count(Limit limit, std::string_view who, RateLimiter::Time now) {
  if (limit == Limit::none) return std::nullopt;
  const bool capture = limit == Limit::captures;
  std::optional<RateLimiter>& limiter = capture ? captures_ : requests_;
  if (!limiter) return std::nullopt;
  return Counted{capture ? "captures" : "requests", limiter->per_minute(), limiter->take(who, now)};
}

Result<void> check(const std::optional<RateLimits::Counted>& counted) {
  if (!counted || counted->standing.allowed) return {};
  return fail(Error{Failure::throttled,
                    "rate_limited",
                    "These are more than " + std::to_string(counted->per_minute) + " requests a minute",
                    "Wait for as long as Retry-After says",
                    {},
                    std::chrono::ceil<std::chrono::milliseconds>(counted->standing.wait)});
}

void add_rate_limit_fields(http::Response& response, const RateLimits::Counted& counted) {
  const std::string policy = '"' + std::string(counted.policy) + '"';
  const auto refill = std::chrono::ceil<std::chrono::seconds>(counted.standing.refill).count();
  response.headers.set("RateLimit-Policy", policy + ";q=" + std::to_string(counted.per_minute) + ";w=60");
  response.headers.set("RateLimit",
                       policy + ";r=" + std::to_string(counted.standing.remaining) + ";t=" + std::to_string(refill));
}

}  // namespace attendsense::api
