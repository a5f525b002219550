#pragma once

#include "attendsense/base/metrics.hpp"

namespace attendsense::monitoring {

// While it lives, every warning and error of the log counts into attendsense_errors_total{event}. One a process; the
// registry must outlive every thread that logs.
class ErrorCount {
 public:
  explicit ErrorCount(metrics::Registry& registry);
  ~ErrorCount();
  ErrorCount(const ErrorCount&) = delete;
  ErrorCount& operator=(const ErrorCount&) = delete;
};

}  // namespace attendsense::monitoring
