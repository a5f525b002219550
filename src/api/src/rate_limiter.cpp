#include "rate_limiter.hpp"

#include <algorithm>

namespace attendsense::api {

RateLimiter::RateLimiter(int per_minute, std::size_t most_buckets)
    : per_minute_(std::max(1, per_minute)),
      most_buckets_(std::max<std::size_t>(1, most_buckets)),
      refill_of_one_(std::chrono::nanoseconds(std::chrono::minutes{1}) / per_minute_) {}

RateLimiter::Standing RateLimiter::take(std::string_view who, Time now) {
  const std::scoped_lock lock(mutex_);
  Bucket& bucket = bucket_of(who, now);
  const std::chrono::nanoseconds whole = refill_of_one_ * per_minute_;
  const std::chrono::nanoseconds missing = std::max(bucket.full_at - now, std::chrono::nanoseconds{0});
  if (missing + refill_of_one_ > whole) return {false, 0, missing, missing + refill_of_one_ - whole};
  const std::chrono::nanoseconds missing_now = missing + refill_of_one_;
  bucket.full_at = now + missing_now;
  const auto remaining = static_cast<int>((whole - missing_now) / refill_of_one_);
  return {true, remaining, missing_now, std::chrono::nanoseconds{0}};
}

std::size_t RateLimiter::buckets() const {
  const std::scoped_lock lock(mutex_);
  return buckets_.size();
}

RateLimiter::Bucket& RateLimiter::bucket_of(std::string_view who, Time now) {
  if (const auto found = by_name_.find(who); found != by_name_.end()) {
    buckets_.splice(buckets_.begin(), buckets_, found->second);
    return buckets_.front();
  }
  if (buckets_.size() >= most_buckets_) {
    by_name_.erase(buckets_.back().who);
    buckets_.pop_back();
  }
  buckets_.push_front({std::string(who), now});
  by_name_.emplace(buckets_.front().who, buckets_.begin());
  return buckets_.front();
}

}  // namespace attendsense::api
