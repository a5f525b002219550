#pragma once

// Says greetings one after the other; those that come too late stay unsaid.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>

#include "attendsense/base/mailbox.hpp"
#include "attendsense/base/synchronized.hpp"
#include "attendsense/station/voice.hpp"

namespace attendsense::station {

// Older than this, the person is gone and somebody else would be greeted by the wrong name.
inline constexpr std::chrono::seconds kGreetingLifetime{10};

struct GreeterCounts {
  std::int64_t said = 0;
  std::int64_t stale = 0;   // too late, or too many at once
  std::int64_t failed = 0;  // the voice could not
};

class Greeter {
 public:
  explicit Greeter(std::unique_ptr<Voice> voice) : voice_(std::move(voice)) {}

  // From any thread; returns at once. `seen_at`: when the person was before the camera.
  void greet(std::string text, std::chrono::steady_clock::time_point seen_at);
  void speak_language(std::string language);

  // From any thread. While it is silent nothing is said, nor afterwards what came meanwhile.
  void be_silent() { is_silent_ = true; }

  void speak() { is_silent_ = false; }

  [[nodiscard]] bool is_silent() const { return is_silent_; }

  // Until stop is requested, or finish() was called and all is said.
  void run(const std::stop_token& stop);

  void finish() { queue_.close(); }

  [[nodiscard]] GreeterCounts counts() const;

 private:
  struct Greeting {
    std::string text;
    std::chrono::steady_clock::time_point seen_at;
  };

  void say(const Greeting& greeting);

  std::unique_ptr<Voice> voice_;
  Mailbox<Greeting> queue_{8};
  Synchronized<GreeterCounts> counts_;
  Synchronized<std::string> wanted_language_;
  std::atomic<bool> is_silent_{false};
  bool has_failed_ = false;
};

}  // namespace attendsense::station
