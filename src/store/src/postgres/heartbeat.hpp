#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

#include "postgres/conninfo.hpp"
#include "postgres/patience.hpp"

namespace attendsense::store::postgres {

// Finds out that a server has fallen silent: frozen, or behind a line that was cut, so that no connection is closed.
// A thread asks it something trivial three times in each `silence`, over a connection of its own that it makes again
// whenever it has to. A server that ends connections or refuses them is not silent: whoever calls it hears so at once.
// Safe from any thread.
class Heartbeat {
 public:
  // `silence`: without a sign of life for this long, a server is taken for silent; some 100 ms or more.
  Heartbeat(Conninfo conninfo, std::chrono::milliseconds silence);

  // The server is silent, and was not heard of since.
  [[nodiscard]] bool is_silent() const { return silent_; }

  // Throws Failed: unavailable "store_away" while it is.
  void expect_heard() const;

  // For the connections of those who call: each answer is a sign of life, and a call is given up when it has waited for
  // `silence` in vain and the server is silent. May be shared; must not outlive the heartbeat.
  [[nodiscard]] Patience& of_calls() { return calls_; }

 private:
  class Beat;

  class Calls final : public Patience {
   public:
    explicit Calls(Heartbeat& heartbeat) : heartbeat_(heartbeat) {}

    void heard() override { ++heartbeat_.answers_to_calls_; }

    [[nodiscard]] bool lasts(std::chrono::milliseconds in_vain) override {
      return in_vain < heartbeat_.silence_ || !heartbeat_.is_silent();
    }

   private:
    Heartbeat& heartbeat_;
  };

  void run(const std::stop_token& stop);
  void set_silent(bool silent);

  const Conninfo conninfo_;
  const std::chrono::milliseconds silence_;
  std::atomic<bool> silent_ = false;  // written by the thread only
  std::atomic<std::uint64_t> answers_to_calls_ = 0;
  Calls calls_{*this};
  std::jthread thread_;  // last: it uses the others, and ends first
};

}  // namespace attendsense::store::postgres
