#include "attendsense/service/outbox_relay.hpp"

#include <condition_variable>

#include "attendsense/service/outbox_tail.hpp"
#include "attendsense/service/update_policy.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

using namespace std::chrono_literals;

// Notes what it is told; away as often as the test says.
class NotingBus final : public core::EventBus {
 public:
  Result<void> publish(const core::Event& event) override {
    const std::scoped_lock lock(mutex_);
    if (failures > 0) {
      --failures;
      return fail(Failure::unavailable, "bus_away", "The bus is away");
    }
    if (std::exchange(refuses_next, false))
      return fail(Failure::too_large, "event_too_large", "The event is too large");
    heard_.push_back(event.sequence);
    bell_.notify_all();
    return {};
  }

  [[nodiscard]] std::int64_t interruptions() const override { return interrupted; }

  std::unique_ptr<Subscription> subscribe(Handler) override { return nullptr; }

  std::vector<std::int64_t> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(bell_.wait_for(lock, 30s, [&] { return heard_.size() >= count; }));
    return heard_;
  }

  void fall() {
    const std::scoped_lock lock(mutex_);
    failures = 1;
  }

  std::vector<std::int64_t> heard() {
    const std::scoped_lock lock(mutex_);
    return heard_;
  }

  int failures = 0;
  bool refuses_next = false;
  std::atomic<std::int64_t> interrupted = 0;

 private:
  std::mutex mutex_;
  std::condition_variable bell_;
  std::vector<std::int64_t> heard_;
};

struct OutboxRelayTest : ::testing::Test {
  Office office;
  create_station::Output door = office.open_door(core::CameraDirection::in);
  NotingBus bus;

  // A relay that hears of events by the bell alone.
  auto relay() {
    return std::make_unique<OutboxRelay>(*office.store, bus, office.events_written, office.clock,
                                         RelayOptions{.poll = std::chrono::hours{1}, .retell = std::chrono::hours{1}});
  }

  void something_happens() {
    office.clock.advance(std::chrono::minutes{5});
    office.see(door, {.direction = person(0)});
  }
};

TEST_F(OutboxRelayTest, tells_what_was_there_and_what_comes_in_order) {
  something_happens();
  const auto running = relay();
  bus.wait_for(1);
  something_happens();
  something_happens();
  const auto heard = bus.wait_for(3);
  EXPECT_TRUE(std::ranges::is_sorted(heard));
}

TEST_F(OutboxRelayTest, a_restart_goes_on_where_it_stopped) {
  something_happens();
  relay().reset();
  auto running = relay();
  bus.wait_for(1);
  running->stop();
  something_happens();
  running = relay();
  EXPECT_EQ(bus.wait_for(2).size(), 2U);
  running->stop();
  EXPECT_EQ(bus.wait_for(2).size(), 2U) << "nothing was told twice";
}

TEST_F(OutboxRelayTest, a_bus_that_was_away_misses_nothing) {
  bus.failures = 2;
  something_happens();
  something_happens();
  const auto running = relay();
  const auto heard = bus.wait_for(2);
  EXPECT_EQ(heard.size(), 2U);
  EXPECT_TRUE(std::ranges::is_sorted(heard));
}

TEST_F(OutboxRelayTest, a_bus_that_fell_is_told_again_what_it_heard_last) {
  something_happens();
  const auto running = relay();
  bus.wait_for(1);
  bus.fall();
  something_happens();
  const auto heard = bus.wait_for(3);
  EXPECT_EQ(heard[1], heard[0]) << "it may have forgotten this one";
  EXPECT_GT(heard[2], heard[1]);
}

TEST_F(OutboxRelayTest, a_bus_that_fell_between_two_events_is_told_again_too) {
  something_happens();
  OutboxRelay running(*office.store, bus, office.events_written, office.clock,
                      RelayOptions{.poll = std::chrono::milliseconds{5}, .retell = std::chrono::hours{1}});
  bus.wait_for(1);
  bus.interrupted = 1;
  const auto heard = bus.wait_for(2);
  EXPECT_EQ(heard[1], heard[0]);
}

TEST_F(OutboxRelayTest, an_event_that_can_never_be_told_holds_up_nothing) {
  bus.refuses_next = true;
  something_happens();
  something_happens();
  const auto running = relay();
  EXPECT_EQ(bus.wait_for(1).size(), 1U);
}

TEST_F(OutboxRelayTest, one_relay_of_several_leads_and_another_takes_over) {
  const RelayOptions often{.poll = std::chrono::milliseconds{5}};
  something_happens();
  auto first = std::make_unique<OutboxRelay>(*office.store, bus, office.events_written, office.clock, often);
  bus.wait_for(1);
  Signal unrung;
  OutboxRelay second(*office.store, bus, unrung, office.clock, often);
  something_happens();
  EXPECT_EQ(bus.wait_for(2).size(), 2U) << "the second one tells nothing while the first one leads";
  first.reset();
  something_happens();
  EXPECT_EQ(bus.wait_for(3).size(), 3U);
}

TEST_F(OutboxRelayTest, a_tail_tells_what_comes_from_now_on) {
  something_happens();
  Signal written;
  NotingBus own;
  const auto begun = office.events().size();
  const OutboxTail tail(*office.store, own, written, std::chrono::milliseconds{5});
  // Where it begins is read on its own thread: what happens before that is not its business.
  EXPECT_TRUE(eventually([&] {
    something_happens();
    return !own.heard().empty();
  }));
  const auto heard = own.heard();
  EXPECT_TRUE(std::ranges::is_sorted(heard));
  EXPECT_GT(heard.front(), static_cast<std::int64_t>(begun));
}

TEST_F(OutboxRelayTest, old_events_are_forgotten) {
  something_happens();
  const auto running = relay();
  bus.wait_for(1);
  office.clock.advance(std::chrono::hours{100});
  something_happens();
  EXPECT_TRUE(eventually([&] { return office.events().size() == 1; }));
}

TEST_F(OutboxRelayTest, pictures_are_forgotten_when_their_days_are_over_or_none_are_wanted) {
  const auto keep = [&](bool crops) {
    update_policy::Input policy{.actor = office.boss, .keep_crops = crops, .crop_days = std::chrono::days{2}};
    expect_value(update_policy::run(office.ports(), policy, office.now()));
  };
  const auto has_crop = [&] {
    const core::SightingId last = office.sightings().front().id;
    return expect_value(core::read_from(*office.store, [&](auto& t) { return t.reviews().has_crop(last); }));
  };
  const auto stranger_passes_and = [&](std::chrono::hours later) {
    office.see(door, {.direction = near_person(0, 0.4F)});
    EXPECT_TRUE(has_crop());
    office.clock.advance(later);
    office.events_written.ring();
  };
  keep(true);
  const auto running = relay();
  stranger_passes_and(std::chrono::hours{47});
  something_happens();
  bus.wait_for(2);
  stranger_passes_and(std::chrono::hours{49});
  EXPECT_TRUE(eventually([&] { return !has_crop(); })) << "after two days";
  stranger_passes_and(std::chrono::hours{0});
  keep(false);
  office.clock.advance(std::chrono::hours{2});
  office.events_written.ring();
  EXPECT_TRUE(eventually([&] { return !has_crop(); })) << "none are wanted";
}

TEST_F(OutboxRelayTest, strangers_are_forgotten_when_the_company_says_so_and_no_sooner_than_they_could_come_again) {
  const auto keep = [&](int days) {
    update_policy::Input policy{
        .actor = office.boss, .too_old = std::chrono::days{60}, .sighting_days = std::chrono::days{days}};
    expect_value(update_policy::run(office.ports(), policy, office.now()));
  };
  const auto pass = [&](std::chrono::days days) {
    office.clock.advance(days);
    // The relay wakes twice: the first time it may have tidied while the days were passing.
    something_happens();
    office.clock.advance(std::chrono::hours{2});
    something_happens();
    EXPECT_TRUE(eventually([&] { return office.events().size() == 2; })) << "and has tidied";
  };
  const auto strangers = [&] {
    return std::ranges::count(office.sightings(), core::Outcome::unknown, &core::Sighting::outcome);
  };
  keep(0);
  office.see(door, {.direction = near_person(0, 0.4F)});
  const auto running = relay();
  pass(std::chrono::days{40});
  keep(30);
  pass(std::chrono::days{15});
  EXPECT_EQ(strangers(), 1) << "its capture could still be sent again and be booked";
  pass(std::chrono::days{10});
  EXPECT_TRUE(eventually([&] { return strangers() == 0; }));
  EXPECT_FALSE(office.punches().empty());
  EXPECT_FALSE(office.sightings().empty()) << "what booked a punch stays";
}

}  // namespace
}  // namespace attendsense::service::testing
