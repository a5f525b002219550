// What may not matter: the order and the number of deliveries, the dates that are asked for, the punches far from them.

#include "drawn.hpp"

namespace attendsense::core::testing {
namespace {

class SameFacts : public Timelines {};

INSTANTIATE_TEST_SUITE_P(Part, SameFacts, ::testing::Range<std::uint64_t>(0, Timelines::kParts));

TEST_P(SameFacts, give_the_same_in_any_order) {
  each(11, 20'000, [](std::uint64_t seed) {
    Drawn drawn = draw(seed, seed % 2 == 0 ? Habit::any : Habit::forgets);
    const std::vector<DayFigures> days = drawn.figures();
    ASSERT_TRUE(are_same(days, drawn.figures())) << "asked again";
    Chance chance(seed);
    chance.shuffle(drawn.punches);
    chance.shuffle(drawn.corrections);
    chance.shuffle(drawn.planning.assignments);
    chance.shuffle(drawn.planning.holidays);
    chance.shuffle(drawn.planning.leave);
    chance.shuffle(drawn.planning.grants);
    ASSERT_TRUE(are_same(days, drawn.figures()));
  });
}

// A station that was cut off delivers what it kept; the figures are asked for in between.
TEST_P(SameFacts, give_the_same_in_any_number_of_deliveries) {
  each(12, 8'000, [](std::uint64_t seed) {
    Drawn drawn = draw(seed, seed % 2 == 0 ? Habit::any : Habit::forgets);
    const std::vector<DayFigures> at_once = drawn.figures();
    Chance chance(seed);
    std::vector<Punch> waiting;
    waiting.swap(drawn.punches);
    std::vector<DayFigures> bit_by_bit = drawn.figures();
    while (!waiting.empty()) {
      const auto delivered = chance.between(1, static_cast<std::int64_t>(waiting.size()));
      drawn.punches.insert(drawn.punches.begin(), waiting.end() - delivered, waiting.end());
      waiting.resize(waiting.size() - static_cast<std::size_t>(delivered));
      bit_by_bit = drawn.figures();
    }
    ASSERT_TRUE(are_same(at_once, bit_by_bit));
  });
}

TEST_P(SameFacts, give_a_date_the_same_whatever_other_dates_are_asked_for) {
  each(13, 8'000, [](std::uint64_t seed) {
    const Drawn drawn = draw(seed, seed % 2 == 0 ? Habit::any : Habit::forgets);
    const std::vector<DayFigures> all = drawn.figures();
    Chance chance(seed);
    const std::int64_t last = static_cast<std::int64_t>(all.size()) - 1;
    const std::int64_t begin = chance.up_to(last);
    const std::int64_t end = chance.between(begin, last);
    const std::vector<DayFigures> inner(all.begin() + begin, all.begin() + end + 1);
    ASSERT_TRUE(are_same(inner, drawn.figures(inner.front().date, inner.back().date)));
  });
}

// The promise of timesheet_window(): of whoever rests, no other punches are needed.
TEST_P(SameFacts, are_all_within_the_window_for_whoever_rests) {
  each(14, 12'000, [](std::uint64_t seed) {
    Drawn drawn = draw(seed, Habit::rests);
    drawn.corrections.clear();
    const std::vector<Punch> punches = drawn.punches;
    const std::vector<DayFigures> all = drawn.figures();
    PeriodFigures sum;
    for (const DayFigures& day : all) {
      const Window window = timesheet_window(day.date, day.date, drawn.zones, drawn.planning, drawn.policy);
      drawn.punches.clear();
      std::ranges::copy_if(punches, std::back_inserter(drawn.punches),
                           [&](const Punch& punch) { return punch.at >= window.from && punch.at < window.to; });
      const std::vector<DayFigures> alone = drawn.figures(day.date, day.date);
      ASSERT_TRUE(are_same({day}, alone));
      sum += total(alone);
    }
    ASSERT_EQ(sum, total(all));
  });
}

}  // namespace
}  // namespace attendsense::core::testing
