// Properties of the day summary over random timelines, drawn with fixed seeds.

#include <gtest/gtest.h>

#include <random>

#include "attendsense/core/attendance.hpp"
#include "builders.hpp"

namespace attendsense::core {
namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;
using testing::utc;

constexpr int kTimelines = 4000;

struct Drawn {
  std::vector<Punch> punches;
  TimeZone zone;
  Instant now;
  Policy policy;
};

class Chance {
 public:
  explicit Chance(std::uint32_t seed) : random_(seed) {}

  std::int64_t up_to(std::int64_t most) { return std::uniform_int_distribution<std::int64_t>{0, most}(random_); }

  template <class Items>
  void shuffle(Items& items) {
    std::ranges::shuffle(items, random_);
  }

 private:
  std::mt19937 random_;
};

// Up to 40 punches around a clock change, minutes to a day apart, any direction, some of cameras for both ways.
Drawn draw(std::uint32_t seed) {
  static const std::array zones{"Europe/Berlin", "America/New_York", "Asia/Colombo", "Pacific/Apia"};
  static const std::array starts{"2026-03-26T00:00:00Z", "2026-10-22T00:00:00Z", "2011-12-27T00:00:00Z"};
  Chance chance(seed);
  Drawn drawn{.zone = TimeZone::find(zones[static_cast<std::size_t>(chance.up_to(3))]).value()};
  drawn.policy.work_day_gap = std::chrono::hours{8 + chance.up_to(10)};
  Instant at = utc(starts[static_cast<std::size_t>(chance.up_to(2))]) + microseconds{chance.up_to(86'400'000'000)};
  for (auto left = chance.up_to(40); left > 0; --left) {
    Punch made = testing::punch(at, chance.up_to(1) == 0 ? Direction::in : Direction::out);
    made.alternating = chance.up_to(3) == 0;
    drawn.punches.push_back(made);
    const std::int64_t longest = chance.up_to(2) == 0 ? 86'400'000'000 : 14'400'000'000;
    at += microseconds{chance.up_to(longest)};
  }
  drawn.now = at;
  return drawn;
}

std::vector<DaySummary> summarise(const Drawn& drawn) {
  return summarise_days(drawn.punches, drawn.zone, drawn.now, drawn.policy);
}

bool are_same(const DaySummary& one, const DaySummary& other) {
  const auto same_stay = [](const Stay& a, const Stay& b) { return a.in == b.in && a.out == b.out; };
  return one.date == other.date && one.presence == other.presence && one.first_in == other.first_in &&
         one.last_out == other.last_out && one.worked == other.worked && one.repeated_in == other.repeated_in &&
         one.out_without_in == other.out_without_in && one.open == other.open &&
         std::ranges::equal(one.stays, other.stays, same_stay);
}

bool are_same(const std::vector<DaySummary>& one, const std::vector<DaySummary>& other) {
  return std::ranges::equal(one, other, [](const auto& a, const auto& b) { return are_same(a, b); });
}

TEST(RandomTimeline, gives_the_same_days_in_any_order_of_delivery) {
  for (std::uint32_t seed = 0; seed < kTimelines; ++seed) {
    Drawn drawn = draw(seed);
    const std::vector<DaySummary> days = summarise(drawn);
    Chance(seed).shuffle(drawn.punches);
    ASSERT_TRUE(are_same(days, summarise(drawn))) << "seed " << seed;
  }
}

TEST(RandomTimeline, works_neither_less_than_nothing_nor_longer_than_the_stays) {
  for (std::uint32_t seed = 0; seed < kTimelines; ++seed) {
    const Drawn drawn = draw(seed);
    for (const DaySummary& day : summarise(drawn)) {
      microseconds present{0};
      for (const Stay& stay : day.stays) {
        if (stay.in) present += stay.out.value_or(drawn.now) - *stay.in;
      }
      ASSERT_GE(day.worked, 0s) << "seed " << seed;
      ASSERT_LE(day.worked, present) << "seed " << seed;
    }
  }
}

// Each punch ends up in exactly one place: as an end of a stay, or as an entrance that was repeated.
TEST(RandomTimeline, drops_and_doubles_no_punch) {
  for (std::uint32_t seed = 0; seed < kTimelines; ++seed) {
    const Drawn drawn = draw(seed);
    std::size_t found = 0;
    for (const DaySummary& day : summarise(drawn)) {
      found += static_cast<std::size_t>(day.repeated_in);
      for (const Stay& stay : day.stays) found += (stay.in ? 1U : 0U) + (stay.out ? 1U : 0U);
    }
    ASSERT_EQ(found, drawn.punches.size()) << "seed " << seed;
  }
}

TEST(RandomTimeline, has_each_date_once_in_order_and_stays_in_order) {
  for (std::uint32_t seed = 0; seed < kTimelines; ++seed) {
    const Drawn drawn = draw(seed);
    const std::vector<DaySummary> days = summarise(drawn);
    ASSERT_TRUE(std::ranges::is_sorted(days, std::less_equal{}, &DaySummary::date)) << "seed " << seed;
    std::vector<Instant> ends;
    for (const DaySummary& day : days) {
      for (const Stay& stay : day.stays) {
        if (stay.in) ends.push_back(*stay.in);
        if (stay.out) ends.push_back(*stay.out);
      }
    }
    ASSERT_TRUE(std::ranges::is_sorted(ends)) << "seed " << seed;
  }
}

TEST(RandomTimeline, belongs_to_the_date_of_its_first_punch) {
  for (std::uint32_t seed = 0; seed < kTimelines; ++seed) {
    const Drawn drawn = draw(seed);
    for (const DaySummary& day : summarise(drawn)) {
      ASSERT_FALSE(day.stays.empty());
      const Stay& first = day.stays.front();
      ASSERT_EQ(drawn.zone.date_of(first.in ? *first.in : *first.out), day.date) << "seed " << seed;
    }
  }
}

// Asking again changes nothing, and asking by date gives what asking for all gives.
TEST(RandomTimeline, says_the_same_of_one_date_as_of_all) {
  for (std::uint32_t seed = 0; seed < kTimelines / 10; ++seed) {
    const Drawn drawn = draw(seed);
    for (const DaySummary& day : summarise(drawn)) {
      const DaySummary alone = summarise_day(drawn.punches, day.date, drawn.zone, drawn.now, drawn.policy);
      ASSERT_TRUE(are_same(day, alone)) << "seed " << seed;
    }
  }
}

// Two weeks of shifts that begin at any hour, last four to ten hours with a break, and leave a rest of at least ten.
// Every other one is seen by a camera for both ways.
Drawn draw_roster(std::uint32_t seed) {
  Chance chance(seed);
  Drawn drawn{.zone = testing::berlin()};
  Instant at = utc("2026-03-20T00:00:00Z") + std::chrono::minutes{chance.up_to(1440)};
  for (int shift = 0; shift < 14; ++shift) {
    drawn.punches.push_back(testing::punch(at, Direction::in));
    at += 2h + std::chrono::minutes{chance.up_to(180)};
    drawn.punches.push_back(testing::punch(at, Direction::out));
    at += std::chrono::minutes{5 + chance.up_to(60)};
    drawn.punches.push_back(testing::punch(at, Direction::in));
    at += 2h + std::chrono::minutes{chance.up_to(180)};
    drawn.punches.push_back(testing::punch(at, Direction::out));
    at += 10h + std::chrono::minutes{chance.up_to(720)};
  }
  for (Punch& made : drawn.punches) made.alternating = seed % 2 == 1;
  drawn.now = at;
  return drawn;
}

TEST(RandomRoster, needs_no_more_punches_than_the_window_holds) {
  for (std::uint32_t seed = 0; seed < kTimelines / 10; ++seed) {
    const Drawn drawn = draw_roster(seed);
    for (const DaySummary& day : summarise(drawn)) {
      const Window window = punch_window(day.date, day.date, drawn.zone, drawn.policy);
      Drawn cut = drawn;
      std::erase_if(cut.punches, [&](const Punch& punch) { return punch.at < window.from || punch.at >= window.to; });
      const DaySummary alone = summarise_day(cut.punches, day.date, cut.zone, cut.now, cut.policy);
      ASSERT_TRUE(are_same(day, alone)) << "seed " << seed << ", " << attendsense::to_string(day.date);
    }
  }
}

TEST(RandomRoster, counts_every_hour_of_every_shift) {
  for (std::uint32_t seed = 0; seed < kTimelines / 10; ++seed) {
    const Drawn drawn = draw_roster(seed);
    std::chrono::seconds present{0};
    for (std::size_t i = 0; i < drawn.punches.size(); i += 2) {
      present += std::chrono::floor<std::chrono::seconds>(drawn.punches[i + 1].at - drawn.punches[i].at);
    }
    std::chrono::seconds worked{0};
    for (const DaySummary& day : summarise(drawn)) worked += day.worked;
    ASSERT_EQ(worked, present) << "seed " << seed;
  }
}

}  // namespace
}  // namespace attendsense::core
