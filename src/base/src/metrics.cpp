#include "attendsense/base/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <stdexcept>

namespace attendsense::metrics {

namespace {

class PrometheusCounter final : public Counter {
 public:
  explicit PrometheusCounter(prometheus::Counter& counter) : counter_(counter) {}

  void add(double amount) override { counter_.Increment(amount); }

  [[nodiscard]] double value() const override { return counter_.Value(); }

 private:
  prometheus::Counter& counter_;
};

class PrometheusGauge final : public Gauge {
 public:
  explicit PrometheusGauge(prometheus::Gauge& gauge) : gauge_(gauge) {}

  void set(double value) override { gauge_.Set(value); }

  [[nodiscard]] double value() const override { return gauge_.Value(); }

 private:
  prometheus::Gauge& gauge_;
};

class PrometheusHistogram final : public Histogram {
 public:
  explicit PrometheusHistogram(prometheus::Histogram& histogram) : histogram_(histogram) {}

  void observe(double value) override { histogram_.Observe(value); }

 private:
  prometheus::Histogram& histogram_;
};

void expect(const Family& family, Kind kind, const Labels& labels) {
  const bool named =
      std::ranges::all_of(family.labels, [&](std::string_view key) { return labels.contains(std::string(key)); });
  if (family.kind != kind || labels.size() != family.labels.size() || !named) {
    throw std::logic_error("The metric " + std::string(family.name) + " is of another kind or has other labels");
  }
}

// prometheus-cpp counts each bucket with all below it.
void read_buckets(const prometheus::ClientMetric::Histogram& histogram, Series& series) {
  std::uint64_t below = 0;
  for (const auto& bucket : histogram.bucket) {
    if (std::isfinite(bucket.upper_bound)) series.bounds.push_back(bucket.upper_bound);
    series.counts.push_back(bucket.cumulative_count - below);
    below = bucket.cumulative_count;
  }
}

Series series_of(const prometheus::MetricFamily& family, const prometheus::ClientMetric& metric) {
  Series series{.name = family.name, .kind = Kind::gauge, .labels = {}, .value = metric.gauge.value};
  for (const auto& label : metric.label) series.labels.emplace(label.name, label.value);
  if (family.type == prometheus::MetricType::Counter) {
    series.kind = Kind::counter;
    series.value = metric.counter.value;
  } else if (family.type == prometheus::MetricType::Histogram) {
    series.kind = Kind::histogram;
    series.value = metric.histogram.sample_sum;
    read_buckets(metric.histogram, series);
  }
  return series;
}

}  // namespace

struct Registry::State {
  prometheus::Registry registry;
  std::mutex mutex;
  std::map<const void*, std::unique_ptr<Counter>> counters;
  std::map<const void*, std::unique_ptr<Gauge>> gauges;
  std::map<const void*, std::unique_ptr<Histogram>> histograms;

  // The one wrapper of a metric, however often it is asked for.
  template <class Wrapper, class Wrappers, class Metric>
  auto& wrapper_of(Wrappers& wrappers, Metric& metric) {
    const std::scoped_lock lock(mutex);
    auto& slot = wrappers[&metric];
    if (!slot) slot = std::make_unique<Wrapper>(metric);
    return *slot;
  }
};

Registry::Registry() : state_(std::make_unique<State>()) {}

Registry::~Registry() = default;

Counter& Registry::counter(const Family& family, const Labels& labels) {
  expect(family, Kind::counter, labels);
  auto found = prometheus::BuildCounter().Name(std::string(family.name)).Help(std::string(family.help));
  return state_->wrapper_of<PrometheusCounter>(state_->counters, found.Register(state_->registry).Add(labels));
}

Gauge& Registry::gauge(const Family& family, const Labels& labels) {
  expect(family, Kind::gauge, labels);
  auto found = prometheus::BuildGauge().Name(std::string(family.name)).Help(std::string(family.help));
  return state_->wrapper_of<PrometheusGauge>(state_->gauges, found.Register(state_->registry).Add(labels));
}

Histogram& Registry::histogram(const Family& family, const Labels& labels) {
  expect(family, Kind::histogram, labels);
  auto found = prometheus::BuildHistogram().Name(std::string(family.name)).Help(std::string(family.help));
  const std::vector<double> bounds(family.bounds.begin(), family.bounds.end());
  return state_->wrapper_of<PrometheusHistogram>(state_->histograms,
                                                 found.Register(state_->registry).Add(labels, bounds));
}

std::string Registry::text() const {
  return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

std::vector<Series> Registry::read() const {
  std::vector<Series> all;
  for (const prometheus::MetricFamily& family : state_->registry.Collect()) {
    for (const prometheus::ClientMetric& metric : family.metric) all.push_back(series_of(family, metric));
  }
  return all;
}

}  // namespace attendsense::metrics
