#pragma once

// What every EventBus must do. An implementation instantiates the suite with a factory.

#include <gtest/gtest.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "attendsense/core/ports/event_bus.hpp"

namespace attendsense::transport::testing_support {

// Makes none where the servers that it needs do not run; then the tests are skipped.
using BusFactory = std::function<std::unique_ptr<core::EventBus>()>;

[[nodiscard]] core::Event event(int number);

// A handler that remembers what it was told; copies share their memory.
class Diary {
 public:
  void operator()(const core::Event& event) const;
  // Waits until that many were told, at most ten seconds.
  [[nodiscard]] bool reaches(std::size_t count) const;
  [[nodiscard]] std::vector<std::int64_t> sequences() const;
  [[nodiscard]] std::vector<core::Event> events() const;

 private:
  struct State {
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<core::Event> events;
  };

  std::shared_ptr<State> state_ = std::make_shared<State>();
};

class EventBusContract : public testing::TestWithParam<BusFactory> {
 protected:
  void SetUp() override {
    bus_ = GetParam()();
    if (!bus_) GTEST_SKIP() << "its servers are not started; scripts/stack/servers.py starts them, as ctest does";
  }

  void publish(int number) {
    const auto published = bus_->publish(event(number));
    ASSERT_TRUE(published) << published.error().text();
  }

  std::unique_ptr<core::EventBus> bus_;
};

}  // namespace attendsense::transport::testing_support
