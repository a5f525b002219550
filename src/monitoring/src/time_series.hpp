#pragma once

#include <boost/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/metrics.hpp"

namespace attendsense::monitoring {

// A monitored resource of the type gce_instance.
struct Resource {
  std::string project;
  std::string instance_id;
  std::string zone;
};

struct Interval {
  Instant start;  // of this process: since when counters count
  Instant end;    // now
};

inline constexpr std::size_t kMostSeriesInRequest = 200;  // Google's limit

// Our metrics as objects of the API's type TimeSeries, one point each:
// https://cloud.google.com/monitoring/api/ref_v3/rest/v3/TimeSeries. Counters are CUMULATIVE INT64, histograms
// CUMULATIVE DISTRIBUTION, gauges GAUGE DOUBLE, under custom.googleapis.com/attendsense/.
[[nodiscard]] boost::json::array time_series_of(std::span<const metrics::Series> all, const Resource& resource,
                                                const std::string& process, const Interval& interval);

// One whole number at one moment.
[[nodiscard]] boost::json::object gauge_point(const std::string& type, const metrics::Labels& labels,
                                              const Resource& resource, Instant at, std::int64_t value);

// The bodies of the requests that it takes to send them.
[[nodiscard]] std::vector<std::string> request_bodies(const boost::json::array& series);

}  // namespace attendsense::monitoring
