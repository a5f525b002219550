#pragma once

#include "time_series.hpp"

namespace attendsense::monitoring {

// The four metrics of the system that this one replaces, under their old names, so that its dashboards and alerts go
// on: custom.googleapis.com/new_message, attendance_updated, mqtt_publish and error, each with the one label `label`.
// A point says how many there were since the last point that arrived.
class ReferenceMetrics {
 public:
  [[nodiscard]] boost::json::array time_series_of(std::span<const metrics::Series> all, const Resource& resource,
                                                  Instant at);

  // What time_series_of() gave last has arrived.
  void arrived() { told_ = read_; }

 private:
  using Key = std::pair<std::string, std::string>;  // metric, label
  using Counts = std::map<Key, std::int64_t>;

  Counts told_;
  Counts read_;
};

}  // namespace attendsense::monitoring
