#include "reference_metrics.hpp"

#include <array>
#include <cmath>

#include "attendsense/base/metrics_catalogue.hpp"

namespace attendsense::monitoring {

namespace {

struct Source {
  const char* type;
  const metrics::Family* family;  // with one label, whose value becomes `label`
  std::string_view only = {};     // the one value that counts; empty: all
};

constexpr std::array<Source, 4> kSources{{
    {"custom.googleapis.com/new_message", &metrics::kCapturesReceived},
    {"custom.googleapis.com/attendance_updated", &metrics::kFaces, "booked"},
    {"custom.googleapis.com/mqtt_publish", &metrics::kEventsPublished},
    {"custom.googleapis.com/error", &metrics::kErrors},
}};

}  // namespace

boost::json::array ReferenceMetrics::time_series_of(std::span<const metrics::Series> all, const Resource& resource,
                                                    Instant at) {
  boost::json::array sent;
  read_ = told_;
  for (const metrics::Series& series : all) {
    for (const Source& source : kSources) {
      if (series.name != source.family->name || series.labels.size() != 1) continue;
      const std::string& label = series.labels.begin()->second;
      if (!source.only.empty() && label != source.only) continue;
      std::int64_t& count = read_[{source.type, label}];
      const std::int64_t before = count;
      count = std::llround(series.value);
      sent.push_back(gauge_point(source.type, {{"label", label}}, resource, at, count - before));
    }
  }
  return sent;
}

}  // namespace attendsense::monitoring
