#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace attendsense::api {

// How fast each may ask: a bucket for each that holds the requests of a minute, and fills up again steadily. Bounded:
// beyond so many buckets, those that were used longest ago are forgotten, which is as if they were full. Safe from any
// thread.
class RateLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // What is left after a request.
  struct Standing {
    bool allowed = true;
    int remaining = 0;                  // requests that may follow at once
    std::chrono::nanoseconds refill{};  // until the bucket is full again
    std::chrono::nanoseconds wait{};    // until the next request is allowed; 0: now
  };

  static constexpr std::size_t kMostBuckets = 20'000;

  // per_minute: at least 1.
  explicit RateLimiter(int per_minute, std::size_t most_buckets = kMostBuckets);

  // Counts a request; one that is not allowed counts for nothing.
  [[nodiscard]] Standing take(std::string_view who, Time now);

  [[nodiscard]] int per_minute() const { return per_minute_; }

  [[nodiscard]] std::size_t buckets() const;

 private:
  // What is missing in a bucket is told by when it will be full again.
  struct Bucket {
    std::string who;
    Time full_at;
  };

  [[nodiscard]] Bucket& bucket_of(std::string_view who, Time now);

  const int per_minute_;
  const std::size_t most_buckets_;
  const std::chrono::nanoseconds refill_of_one_;
  mutable std::mutex mutex_;
  std::list<Bucket> buckets_;                                                  // the one used last comes first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_name_;  // names live in the buckets
};

}  // namespace attendsense::api
