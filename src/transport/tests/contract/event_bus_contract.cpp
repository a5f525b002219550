#include "event_bus_contract.hpp"

#include <atomic>
#include <numeric>
#include <thread>

namespace attendsense::transport::testing_support {

core::Event event(int number) {
  core::Event made;
  made.sequence = number;
  made.id.uuid.bytes[15] = static_cast<std::uint8_t>(number);
  made.company.uuid.bytes[15] = 2;
  made.site.uuid.bytes[15] = 3;
  made.station.uuid.bytes[15] = 4;
  made.type = "punch";
  made.body = R"({"number":)" + std::to_string(number) + R"(,"name":"Zoë"})";
  made.at = parse_rfc3339("2026-03-29T07:04:05.000001Z").value();
  return made;
}

void Diary::operator()(const core::Event& event) const {
  {
    const std::scoped_lock lock(state_->mutex);
    state_->events.push_back(event);
  }
  state_->changed.notify_all();
}

bool Diary::reaches(std::size_t count) const {
  std::unique_lock lock(state_->mutex);
  return state_->changed.wait_for(lock, std::chrono::seconds(10), [&] { return state_->events.size() >= count; });
}

std::vector<core::Event> Diary::events() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->events;
}

std::vector<std::int64_t> Diary::sequences() const {
  std::vector<std::int64_t> sequences;
  for (const core::Event& event : events()) sequences.push_back(event.sequence);
  return sequences;
}

TEST_P(EventBusContract, tells_a_subscriber_what_was_published) {
  const Diary diary;
  const auto subscription = bus_->subscribe(diary);
  publish(7);
  ASSERT_TRUE(diary.reaches(1));
  const core::Event heard = diary.events()[0];
  const core::Event said = event(7);
  EXPECT_EQ(heard.sequence, said.sequence);
  EXPECT_EQ(heard.id, said.id);
  EXPECT_EQ(heard.company, said.company);
  EXPECT_EQ(heard.site, said.site);
  EXPECT_EQ(heard.station, said.station);
  EXPECT_EQ(heard.type, said.type);
  EXPECT_EQ(heard.body, said.body);
  EXPECT_EQ(heard.at, said.at);
}

TEST_P(EventBusContract, tells_all_subscribers_in_order_of_publication) {
  const Diary one;
  const Diary two;
  const auto first = bus_->subscribe(one);
  const auto second = bus_->subscribe(two);
  std::vector<std::int64_t> expected(200);
  std::iota(expected.begin(), expected.end(), 0);
  for (int i = 0; i < 200; ++i) publish(i);
  ASSERT_TRUE(one.reaches(200));
  ASSERT_TRUE(two.reaches(200));
  EXPECT_EQ(one.sequences(), expected);
  EXPECT_EQ(two.sequences(), expected);
}

TEST_P(EventBusContract, keeps_nothing_for_who_comes_later) {
  const Diary early;
  const auto first = bus_->subscribe(early);
  publish(1);
  ASSERT_TRUE(early.reaches(1));
  const Diary late;
  const auto second = bus_->subscribe(late);
  publish(2);
  ASSERT_TRUE(late.reaches(1));
  EXPECT_EQ(late.sequences(), std::vector<std::int64_t>{2});
}

TEST_P(EventBusContract, an_ended_subscription_hears_nothing_more) {
  const Diary diary;
  const Diary other;
  auto ending = bus_->subscribe(diary);
  const auto staying = bus_->subscribe(other);
  publish(1);
  ASSERT_TRUE(diary.reaches(1));
  ending.reset();
  publish(2);
  ASSERT_TRUE(other.reaches(2));
  EXPECT_EQ(diary.sequences(), std::vector<std::int64_t>{1});
}

TEST_P(EventBusContract, the_end_of_a_subscription_waits_for_its_handler) {
  std::atomic<bool> running = false;
  std::atomic<bool> entered = false;
  auto subscription = bus_->subscribe([&](const core::Event&) {
    running = true;
    entered = true;
    entered.notify_all();
    for (int i = 0; i < 1000; ++i) std::this_thread::yield();
    running = false;
  });
  publish(1);
  entered.wait(false);
  subscription.reset();
  EXPECT_FALSE(running);
}

TEST_P(EventBusContract, publishing_from_many_threads_while_subscribers_come_and_go_loses_nothing) {
  const Diary diary;
  const auto staying = bus_->subscribe(diary);
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 3; ++t) {
      threads.emplace_back([this, t] {
        for (int i = 0; i < 100; ++i) publish(t * 100 + i);
      });
    }
    threads.emplace_back([this] {
      for (int i = 0; i < 50; ++i) static_cast<void>(bus_->subscribe(Diary{}));
    });
  }
  ASSERT_TRUE(diary.reaches(300));
  for (int t = 0; t < 3; ++t) {
    std::vector<std::int64_t> of_thread;
    for (const std::int64_t sequence : diary.sequences()) {
      if (sequence / 100 == t) of_thread.push_back(sequence);
    }
    EXPECT_TRUE(std::ranges::is_sorted(of_thread)) << t;
  }
}

}  // namespace attendsense::transport::testing_support
