#include "attendsense/monitoring/error_count.hpp"

#include "attendsense/base/log.hpp"
#include "attendsense/base/metrics_catalogue.hpp"

namespace attendsense::monitoring {

ErrorCount::ErrorCount(metrics::Registry& registry) {
  log::on_trouble([&registry](std::string_view event) {
    registry.counter(metrics::kErrors, {{"event", std::string(event)}}).add();
  });
}

ErrorCount::~ErrorCount() {
  log::on_trouble({});
}

}  // namespace attendsense::monitoring
