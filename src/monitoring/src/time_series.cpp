#include "time_series.hpp"

#include <cmath>
#include <numeric>

namespace attendsense::monitoring {

namespace {

namespace json = boost::json;

constexpr std::string_view kOurs = "attendsense_";
constexpr const char* kPrefix = "custom.googleapis.com/attendsense/";

json::object labels_of(const metrics::Labels& labels) {
  json::object object;
  for (const auto& [key, value] : labels) object[key] = value;
  return object;
}

json::object series_with(const std::string& type, const json::object& labels, const Resource& resource,
                         const char* kind, const char* value_type, json::object interval, json::object value) {
  return {{"metric", {{"type", type}, {"labels", labels}}},
          {"resource",
           {{"type", "gce_instance"},
            {"labels",
             {{"project_id", resource.project}, {"instance_id", resource.instance_id}, {"zone", resource.zone}}}}},
          {"metricKind", kind},
          {"valueType", value_type},
          {"points", json::array{json::object{{"interval", std::move(interval)}, {"value", std::move(value)}}}}};
}

// Whole numbers of 64 bits travel as text in Google's JSON.
std::string whole(double value) {
  return std::to_string(std::llround(value));
}

json::object distribution_of(const metrics::Series& series) {
  const std::uint64_t count = std::accumulate(series.counts.begin(), series.counts.end(), std::uint64_t{0});
  json::object value{{"count", std::to_string(count)}};
  // An empty distribution has neither a mean nor counts.
  if (count == 0) return value;
  json::array bounds(series.bounds.begin(), series.bounds.end());
  json::array counts;
  for (const std::uint64_t in_bucket : series.counts) counts.emplace_back(std::to_string(in_bucket));
  value["mean"] = series.value / static_cast<double>(count);
  value["bucketOptions"] = {{"explicitBuckets", {{"bounds", std::move(bounds)}}}};
  value["bucketCounts"] = std::move(counts);
  return value;
}

json::object one_series(const metrics::Series& series, const Resource& resource, const std::string& process,
                        const Interval& interval) {
  const std::string_view name = series.name;
  const std::string type = kPrefix + std::string(name.starts_with(kOurs) ? name.substr(kOurs.size()) : name);
  json::object labels = labels_of(series.labels);
  labels["process"] = process;
  const json::object since{{"startTime", to_rfc3339(interval.start)}, {"endTime", to_rfc3339(interval.end)}};
  switch (series.kind) {
    case metrics::Kind::counter:
      return series_with(type, labels, resource, "CUMULATIVE", "INT64", since, {{"int64Value", whole(series.value)}});
    case metrics::Kind::histogram:
      return series_with(type, labels, resource, "CUMULATIVE", "DISTRIBUTION", since,
                         {{"distributionValue", distribution_of(series)}});
    case metrics::Kind::gauge:
      break;
  }
  return series_with(type, labels, resource, "GAUGE", "DOUBLE", {{"endTime", to_rfc3339(interval.end)}},
                     {{"doubleValue", series.value}});
}

}  // namespace

json::array time_series_of(std::span<const metrics::Series> all, const Resource& resource, const std::string& process,
                           const Interval& interval) {
  json::array sent;
  for (const metrics::Series& series : all) {
    // JSON has no number for it.
    if (std::isfinite(series.value)) sent.push_back(one_series(series, resource, process, interval));
  }
  return sent;
}

json::object gauge_point(const std::string& type, const metrics::Labels& labels, const Resource& resource, Instant at,
                         std::int64_t value) {
  return series_with(type, labels_of(labels), resource, "GAUGE", "INT64", {{"endTime", to_rfc3339(at)}},
                     {{"int64Value", std::to_string(value)}});
}

std::vector<std::string> request_bodies(const json::array& series) {
  std::vector<std::string> bodies;
  for (std::size_t begin = 0; begin < series.size(); begin += kMostSeriesInRequest) {
    json::array part;
    for (std::size_t i = begin; i < std::min(series.size(), begin + kMostSeriesInRequest); ++i)
      part.push_back(series[i]);
    bodies.push_back(json::serialize(json::object{{"timeSeries", std::move(part)}}));
  }
  return bodies;
}

}  // namespace attendsense::monitoring
