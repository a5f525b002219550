#include "attendsense/station/greeter.hpp"

#include "attendsense/base/log.hpp"

namespace attendsense::station {

void Greeter::greet(std::string text, std::chrono::steady_clock::time_point seen_at) {
  if (is_silent_) return;
  if (queue_.put({.text = std::move(text), .seen_at = seen_at}) > 0) {
    counts_.with([](GreeterCounts& counts) { ++counts.stale; });
  }
}

void Greeter::speak_language(std::string language) {
  wanted_language_.with([&](std::string& wanted) { wanted = std::move(language); });
}

void Greeter::run(const std::stop_token& stop) {
  while (std::optional<Greeting> greeting = queue_.take(stop)) say(*greeting);
}

void Greeter::say(const Greeting& greeting) {
  if (is_silent_) return;
  if (std::chrono::steady_clock::now() - greeting.seen_at > kGreetingLifetime) {
    counts_.with([](GreeterCounts& counts) { ++counts.stale; });
    return;
  }
  const std::string language = wanted_language_.with([](std::string& wanted) { return std::exchange(wanted, {}); });
  if (!language.empty()) voice_->speak_language(language);
  const Result<void> said = voice_->say(greeting.text);
  counts_.with([&](GreeterCounts& counts) { ++(said ? counts.said : counts.failed); });
  if (!said && !std::exchange(has_failed_, true)) log::warn("speech_failed", {{"error", said.error()}});
  if (said) has_failed_ = false;
}

GreeterCounts Greeter::counts() const {
  return counts_.with([](const GreeterCounts& counts) { return counts; });
}

}  // namespace attendsense::station
