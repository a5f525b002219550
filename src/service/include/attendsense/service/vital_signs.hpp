#pragma once

#include <chrono>
#include <thread>

#include "attendsense/base/clock.hpp"
#include "attendsense/service/ports.hpp"

namespace attendsense::service {

struct VitalOptions {
  std::chrono::milliseconds interval{10'000};  // between two looks
  std::chrono::minutes online{5};              // a station heard of within this is online
};

// One thread that looks every so often at what only changes elsewhere, queue, outbox, gallery and stations, and sets
// the gauges of the catalogue by it, so that whoever reads the metrics waits for no database. What cannot be reached
// keeps its last values and is told of by attendsense_part_up.
class VitalSigns {
 public:
  // Looks at once. All that is given must outlive it.
  VitalSigns(const Ports& ports, const Clock& clock, VitalOptions options = {});

 private:
  void look();
  [[nodiscard]] bool look_at_queue();
  [[nodiscard]] bool look_at_store();
  void set_up(const char* part, bool is_up) const;
  void set(const metrics::Family& family, const metrics::Labels& labels, double value) const;

  const Ports ports_;
  const Clock& clock_;
  const VitalOptions options_;
  std::jthread thread_;  // last: ends before what it uses
};

}  // namespace attendsense::service
