#include "time_series.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "attendsense/base/metrics_catalogue.hpp"

namespace attendsense::monitoring {
namespace {

const Resource kResource{"the-project", "machine-1", "somewhere"};
const Interval kInterval{parse_rfc3339("2026-03-29T01:00:00Z").value(), parse_rfc3339("2026-03-29T01:05:00Z").value()};

boost::json::array made(const metrics::Registry& registry) {
  return time_series_of(registry.read(), kResource, "serve", kInterval);
}

TEST(TimeSeries, a_counter_is_a_sum_since_the_start_of_the_process) {
  metrics::Registry registry;
  registry.counter(metrics::kCaptures, {{"fate", "processed"}}).add(7);
  EXPECT_EQ(made(registry).at(0), boost::json::parse(R"({
    "metric": {"type": "custom.googleapis.com/attendsense/captures_total",
               "labels": {"fate": "processed", "process": "serve"}},
    "resource": {"type": "gce_instance",
                 "labels": {"project_id": "the-project", "instance_id": "machine-1", "zone": "somewhere"}},
    "metricKind": "CUMULATIVE", "valueType": "INT64",
    "points": [{"interval": {"startTime": "2026-03-29T01:00:00.000000Z", "endTime": "2026-03-29T01:05:00.000000Z"},
                "value": {"int64Value": "7"}}]})"));
}

TEST(TimeSeries, a_histogram_is_a_distribution_with_its_buckets) {
  metrics::Registry registry;
  auto& wait = registry.histogram(metrics::kCaptureWaitSeconds);
  for (const double value : {0.005, 0.02, 0.03, 7200.0}) wait.observe(value);
  const auto value = made(registry).at(0).at("points").at(0).at("value").at("distributionValue");
  EXPECT_EQ(value.at("count"), "4");
  EXPECT_DOUBLE_EQ(value.at("mean").as_double(), 7200.055 / 4);
  const auto& bounds = value.at("bucketOptions").at("explicitBuckets").at("bounds").as_array();
  const auto& counts = value.at("bucketCounts").as_array();
  EXPECT_EQ(bounds.size(), metrics::buckets::kWait.size());
  ASSERT_EQ(counts.size(), bounds.size() + 1);
  EXPECT_EQ(counts.at(0), "1");
  EXPECT_EQ(counts.at(1), "2");
  EXPECT_EQ(counts.back(), "1");
}

TEST(TimeSeries, an_empty_histogram_has_only_its_count) {
  metrics::Registry registry;
  registry.histogram(metrics::kCaptureWaitSeconds);
  EXPECT_EQ(made(registry).at(0).at("points").at(0).at("value").at("distributionValue"),
            (boost::json::value{{"count", "0"}}));
}

TEST(TimeSeries, what_is_no_number_is_left_out) {
  metrics::Registry registry;
  registry.gauge(metrics::kQueueOldestSeconds).set(std::numeric_limits<double>::quiet_NaN());
  registry.gauge(metrics::kGalleryVersion).set(std::numeric_limits<double>::infinity());
  EXPECT_TRUE(made(registry).empty());
}

TEST(TimeSeries, no_series_are_no_request) {
  EXPECT_TRUE(request_bodies({}).empty());
  EXPECT_EQ(request_bodies(boost::json::array(200)).size(), 1U);
  EXPECT_EQ(request_bodies(boost::json::array(201)).size(), 2U);
}

}  // namespace
}  // namespace attendsense::monitoring
