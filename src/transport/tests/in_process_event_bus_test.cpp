#include "attendsense/transport/in_process_event_bus.hpp"

#include <gtest/gtest.h>

#include <latch>
#include <stdexcept>

#include "contract/event_bus_contract.hpp"

namespace attendsense::transport {

using testing_support::BusFactory;
using testing_support::EventBusContract;

INSTANTIATE_TEST_SUITE_P(InProcess, EventBusContract,
                         testing::Values(BusFactory([] { return make_in_process_event_bus(); })));

namespace {

using testing_support::Diary;
using testing_support::event;

TEST(InProcessEventBus, publishing_to_nobody_is_no_failure) {
  EXPECT_TRUE(make_in_process_event_bus()->publish(event(1)));
}

TEST(InProcessEventBus, a_slow_listener_loses_the_oldest_and_holds_up_nobody) {
  metrics::Registry metrics;
  const auto bus = make_in_process_event_bus({.mailbox_capacity = 10}, &metrics);
  std::latch gate(1);
  std::latch entered(1);
  const Diary slow;
  const auto slow_subscription = bus->subscribe([&, first = true](const core::Event& heard) mutable {
    if (first) {
      first = false;
      entered.count_down();
      gate.wait();
    }
    slow(heard);
  });
  ASSERT_TRUE(bus->publish(event(0)));
  entered.wait();
  const Diary quick;
  const auto quick_subscription = bus->subscribe(quick);
  for (int i = 1; i <= 25; ++i) {
    ASSERT_TRUE(bus->publish(event(i)));
    ASSERT_TRUE(quick.reaches(static_cast<std::size_t>(i)));
  }
  gate.count_down();
  ASSERT_TRUE(slow.reaches(11));
  EXPECT_EQ(slow.sequences(), (std::vector<std::int64_t>{0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25}));
  EXPECT_NE(metrics.text().find("attendsense_events_dropped_total 15"), std::string::npos) << metrics.text();
}

TEST(InProcessEventBus, a_handler_that_throws_hears_the_next_event) {
  const auto bus = make_in_process_event_bus();
  const Diary diary;
  const auto subscription = bus->subscribe([&](const core::Event& heard) {
    diary(heard);
    throw std::runtime_error("the handler's own trouble");
  });
  ASSERT_TRUE(bus->publish(event(1)));
  ASSERT_TRUE(bus->publish(event(2)));
  EXPECT_TRUE(diary.reaches(2));
}

TEST(InProcessEventBus, a_subscription_may_outlive_the_bus) {
  auto bus = make_in_process_event_bus();
  const Diary diary;
  auto subscription = bus->subscribe(diary);
  ASSERT_TRUE(bus->publish(event(1)));
  ASSERT_TRUE(diary.reaches(1));
  bus.reset();
  subscription.reset();
}

}  // namespace
}  // namespace attendsense::transport
