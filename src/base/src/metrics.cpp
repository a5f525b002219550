#include "attendsense/base/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>

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

Counter& Registry::counter(const std::string& name, const std::string& help, const Labels& labels) {
  auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(state_->registry);
  return state_->wrapper_of<PrometheusCounter>(state_->counters, family.Add(labels));
}

Gauge& Registry::gauge(const std::string& name, const std::string& help, const Labels& labels) {
  auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(state_->registry);
  return state_->wrapper_of<PrometheusGauge>(state_->gauges, family.Add(labels));
}

Histogram& Registry::histogram(const std::string& name, const std::string& help, const std::vector<double>& bounds,
                               const Labels& labels) {
  auto& family = prometheus::BuildHistogram().Name(name).Help(help).Register(state_->registry);
  return state_->wrapper_of<PrometheusHistogram>(state_->histograms, family.Add(labels, bounds));
}

std::string Registry::text() const {
  return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

}  // namespace attendsense::metrics
