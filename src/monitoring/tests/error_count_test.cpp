#include "attendsense/monitoring/error_count.hpp"

#include <gtest/gtest.h>

#include "attendsense/base/log.hpp"
#include "attendsense/base/metrics_catalogue.hpp"

namespace attendsense::monitoring {
namespace {

TEST(ErrorCount, counts_warnings_and_errors_by_name_while_it_lives) {
  metrics::Registry registry;
  const auto count = [&](const char* event) { return registry.counter(metrics::kErrors, {{"event", event}}).value(); };
  {
    const ErrorCount counting(registry);
    log::warn("queue_unreachable");
    log::error("queue_unreachable");
    log::error("database_away");
    log::info("face_decided");
  }
  log::error("database_away");
  EXPECT_EQ(count("queue_unreachable"), 2);
  EXPECT_EQ(count("database_away"), 1);
  EXPECT_EQ(count("face_decided"), 0);
}

}  // namespace
}  // namespace attendsense::monitoring
