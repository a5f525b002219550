#include "attendsense/base/mailbox.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace attendsense {
namespace {

TEST(Mailbox, a_full_box_drops_the_oldest_and_counts_it) {
  Mailbox<int> box(2);
  EXPECT_EQ(box.put(1), 0U);
  EXPECT_EQ(box.put(2), 0U);
  EXPECT_EQ(box.put(3), 1U);
  EXPECT_EQ(box.dropped(), 1U);
  EXPECT_EQ(box.take({}), 2);
  EXPECT_EQ(box.take({}), 3);
}

TEST(Mailbox, a_closed_box_gives_what_it_has_and_then_nothing) {
  Mailbox<int> box(2);
  box.put(1);
  box.close();
  EXPECT_EQ(box.put(2), 1U);
  EXPECT_EQ(box.take({}), 1);
  EXPECT_EQ(box.take({}), std::nullopt);
}

TEST(Mailbox, a_stop_request_wakes_who_waits) {
  Mailbox<int> box(1);
  std::optional<int> taken = 7;
  std::jthread waiter([&](const std::stop_token& stop) { taken = box.take(stop); });
  waiter.request_stop();
  waiter.join();
  EXPECT_EQ(taken, std::nullopt);
}

TEST(Mailbox, everything_put_is_taken_or_counted_once) {
  Mailbox<int> box(16);
  constexpr int kEach = 5000;
  std::size_t taken = 0;
  std::jthread consumer([&] {
    while (box.take({})) ++taken;
  });
  {
    std::vector<std::jthread> producers;
    for (int p = 0; p < 4; ++p) {
      producers.emplace_back([&] {
        for (int i = 0; i < kEach; ++i) box.put(i);
      });
    }
  }
  box.close();
  consumer.join();
  EXPECT_EQ(taken + box.dropped(), 4U * kEach);
}

TEST(Mailbox, waiting_ends_at_the_deadline) {
  Mailbox<int> box(1);
  EXPECT_EQ(box.take_until({}, std::chrono::steady_clock::now()), std::nullopt);
}

}  // namespace
}  // namespace attendsense
