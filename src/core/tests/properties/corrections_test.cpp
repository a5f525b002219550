// Corrections leave no trace once they are undone.

#include "attendsense/core/correction.hpp"
#include "drawn.hpp"

namespace attendsense::core::testing {
namespace {

class Corrections : public Timelines {};

INSTANTIATE_TEST_SUITE_P(Part, Corrections, ::testing::Range<std::uint64_t>(0, Timelines::kParts));

TEST_P(Corrections, that_are_undone_restore_the_figures) {
  each(21, 12'000, [](std::uint64_t seed) {
    Drawn drawn = draw(seed, seed % 2 == 0 ? Habit::any : Habit::forgets);
    std::vector<Correction> corrections;
    corrections.swap(drawn.corrections);
    const std::vector<DayFigures> before = drawn.figures();
    drawn.corrections.swap(corrections);
    for (Correction& correction : drawn.corrections) correction.state = RequestState::undone;
    ASSERT_TRUE(are_same(before, drawn.figures()));
  });
}

TEST_P(Corrections, that_nobody_approved_do_nothing) {
  each(22, 4'000, [](std::uint64_t seed) {
    Drawn drawn = draw(seed, Habit::forgets);
    const std::vector<DayFigures> all = drawn.figures();
    std::erase_if(drawn.corrections, [](const Correction& one) { return one.state != RequestState::approved; });
    ASSERT_TRUE(are_same(all, drawn.figures()));
  });
}

TEST_P(Corrections, that_add_a_punch_and_take_it_away_again_are_nothing) {
  each(23, 12'000, [](std::uint64_t seed) {
    Drawn drawn = draw(seed, seed % 2 == 0 ? Habit::any : Habit::forgets);
    const std::vector<DayFigures> before = drawn.figures();
    Chance chance(seed);
    Correction add{.id = CorrectionId::make(drawn.now), .employee = drawn.person.id, .kind = CorrectionKind::add};
    add.at = drawn.home().begin_of(drawn.first) + minutes{chance.up_to(18 * 24 * 60)};
    add.direction = chance.one_in(2) ? Direction::in : Direction::out;
    add.site = drawn.person.site;
    add.state = RequestState::approved;
    Correction remove{.id = CorrectionId::make(drawn.now), .employee = drawn.person.id, .kind = CorrectionKind::remove};
    remove.punch = PunchId{add.id.uuid};
    remove.punch_at = add.at;
    remove.state = RequestState::approved;
    drawn.corrections.push_back(remove);
    drawn.corrections.push_back(add);
    ASSERT_TRUE(are_same(before, drawn.figures()));
  });
}

TEST_P(Corrections, that_move_a_punch_and_move_it_back_change_no_figure) {
  each(24, 4'000, [](std::uint64_t seed) {
    Drawn drawn = draw(seed, seed % 2 == 0 ? Habit::any : Habit::forgets);
    drawn.corrections.clear();
    if (drawn.punches.empty()) return;
    Chance chance(seed);
    // At a camera for both ways a correction gives a direction of its own: that cannot be moved back.
    for (Punch& punch : drawn.punches) punch.alternating = false;
    const Punch& moved = chance.of(drawn.punches);
    const PeriodFigures before = total(drawn.figures());
    Correction there{.id = CorrectionId::make(drawn.now), .kind = CorrectionKind::change, .punch = moved.id};
    there.punch_at = moved.at;
    there.at = moved.at + minutes{chance.between(-600, 600)};
    there.direction = moved.direction;
    there.state = RequestState::approved;
    there.requested_at = drawn.now;
    Correction back = there;
    back.id = CorrectionId::make(drawn.now);
    back.at = moved.at;
    back.requested_at = drawn.now + minutes{1};
    drawn.corrections = {back, there};
    PeriodFigures after = total(drawn.figures());
    // Moved into work days beyond the dates, the flag is not seen.
    const auto flag = static_cast<std::size_t>(Flag::corrected);
    ASSERT_LE(after.flags[flag], 1);
    after.flags[flag] = before.flags[flag];
    ASSERT_EQ(before, after);
  });
}

}  // namespace
}  // namespace attendsense::core::testing
