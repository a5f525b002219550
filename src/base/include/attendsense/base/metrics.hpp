#pragma once

// Counters, gauges and histograms in the Prometheus text format. A metric is made once, at start, and then used from
// any thread without a lock that anybody waits on.

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attendsense::metrics {

using Labels = std::map<std::string, std::string>;

enum class Kind { counter, gauge, histogram };

// What metrics_catalogue.hpp says of a metric; one series for each combination of its labels' values.
struct Family {
  std::string_view name;
  std::string_view help;
  Kind kind;
  std::span<const std::string_view> labels = {};
  std::span<const double> bounds = {};  // of a histogram: upper limits of the buckets, ascending
};

// One series as it stood when it was read.
struct Series {
  std::string name;
  Kind kind;
  Labels labels;
  double value = 0;  // of a counter or gauge; the sum of a histogram
  // Of a histogram. counts has one more than bounds: what was above the last of them. Not cumulative.
  std::vector<double> bounds = {};
  std::vector<std::uint64_t> counts = {};
};

class Counter {
 public:
  virtual ~Counter() = default;
  virtual void add(double amount = 1) = 0;
  [[nodiscard]] virtual double value() const = 0;
};

class Gauge {
 public:
  virtual ~Gauge() = default;
  virtual void set(double value) = 0;
  [[nodiscard]] virtual double value() const = 0;
};

class Histogram {
 public:
  virtual ~Histogram() = default;
  virtual void observe(double value) = 0;
};

class Registry {
 public:
  Registry();
  ~Registry();
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  // The same family and labels give the same metric. References live as long as the registry. A family of another kind
  // or other labels than it has is a defect: std::logic_error.
  Counter& counter(const Family& family, const Labels& labels = {});
  Gauge& gauge(const Family& family, const Labels& labels = {});
  Histogram& histogram(const Family& family, const Labels& labels = {});
  // Prometheus text format 0.0.4.
  [[nodiscard]] std::string text() const;
  // Every series there is, by family.
  [[nodiscard]] std::vector<Series> read() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attendsense::metrics
