#pragma once

#include <chrono>

namespace attendsense::store::postgres {

// Decides, before the deadline of a wait, whether a server that says nothing is worth waiting for. A connection asks on
// the thread that waits.
class Patience {
 public:
  // A statement was answered, whatever the answer.
  virtual void heard() = 0;

  // Nothing came since the wait began; asked again and again. Whether to go on: else the connection is given up.
  // `in_vain`: the time that the wait was meant to last until now. A thread that was woken too late has waited longer
  // by the clock, but then it is this machine that was slow, not the server.
  [[nodiscard]] virtual bool lasts(std::chrono::milliseconds in_vain) = 0;

 protected:
  Patience() = default;
  ~Patience() = default;
  Patience(const Patience&) = default;
  Patience& operator=(const Patience&) = default;
};

// Between two questions whether to go on.
inline constexpr std::chrono::milliseconds kBetweenLooks{50};

}  // namespace attendsense::store::postgres
