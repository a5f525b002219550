#include "attendsense/service/login_throttle.hpp"

namespace attendsense::service {
namespace {

std::string account_key(std::string_view account) {
  return "account:" + std::string(account);
}

std::string address_key(std::string_view address) {
  return "address:" + std::string(address);
}

std::unexpected<Error> too_many(std::chrono::microseconds wait) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
  Error error{Failure::throttled, "too_many_attempts", "There were too many attempts",
              "Try again in " + std::to_string(seconds.count()) + " s"};
  error.retry_after = seconds;
  return fail(std::move(error));
}

}  // namespace

LoginThrottle::LoginThrottle(ThrottleLimits limits) : limits_(limits) {}

LoginThrottle::Entry& LoginThrottle::entry(State& state, const std::string& key, Instant now) const {
  if (const auto found = state.by_key.find(key); found != state.by_key.end()) {
    state.recent.splice(state.recent.begin(), state.recent, found->second);
    Entry& known = state.recent.front();
    if (now - known.last > limits_.forget_after) known.attempts = 0;
    return known;
  }
  if (state.recent.size() >= limits_.most_entries && !state.recent.empty()) {
    state.by_key.erase(state.recent.back().key);
    state.recent.pop_back();
  }
  state.recent.push_front({key, 0, now});
  state.by_key.emplace(key, state.recent.begin());
  return state.recent.front();
}

std::chrono::microseconds LoginThrottle::wait_for(const Entry& entry, int free_attempts, Instant now) const {
  if (entry.attempts < free_attempts) return std::chrono::microseconds{0};
  constexpr int kDoublingsThatFit = 20;
  const int doublings = std::min(entry.attempts - free_attempts, kDoublingsThatFit);
  const auto delay = std::min(limits_.first_delay * (std::int64_t{1} << doublings), limits_.longest_delay);
  return std::max(std::chrono::microseconds{0}, entry.last + delay - now);
}

Result<void> LoginThrottle::attempt(std::string_view account, std::string_view address, Instant now) {
  return state_.with([&](State& state) -> Result<void> {
    Entry* by_address = address.empty() ? nullptr : &entry(state, address_key(address), now);
    Entry& by_account = entry(state, account_key(account), now);
    auto wait = wait_for(by_account, limits_.free_attempts_per_account, now);
    if (by_address != nullptr) wait = std::max(wait, wait_for(*by_address, limits_.free_attempts_per_address, now));
    if (wait.count() > 0) return too_many(wait);
    for (Entry* counted : {&by_account, by_address}) {
      if (counted == nullptr) continue;
      ++counted->attempts;
      counted->last = now;
    }
    return {};
  });
}

void LoginThrottle::succeeded(std::string_view account, std::string_view address) {
  state_.with([&](State& state) {
    if (const auto found = state.by_key.find(account_key(account)); found != state.by_key.end()) {
      state.recent.erase(found->second);
      state.by_key.erase(found);
    }
    if (const auto found = state.by_key.find(address_key(address)); found != state.by_key.end()) {
      found->second->attempts = std::max(0, found->second->attempts - 1);
    }
  });
}

}  // namespace attendsense::service
