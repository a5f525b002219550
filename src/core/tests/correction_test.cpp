// Which punches count once corrections are laid over them.

#include "attendsense/core/correction.hpp"

#include <gmock/gmock.h>

#include "office.hpp"

namespace attendsense::core::testing {
namespace {

using ::testing::IsEmpty;

struct Desk {
  std::vector<Punch> punches;
  std::vector<Correction> corrections;

  Desk() {
    for (const auto* at : {"2026-05-11 09:00", "2026-05-11 17:00"}) {
      punches.push_back(alternating(local(at)));
      punches.back().id = numbered<PunchId>(static_cast<std::uint8_t>(punches.size()));
    }
  }

  Correction& correct(CorrectionKind kind) {
    const auto number = static_cast<std::uint8_t>(100 + corrections.size());
    corrections.push_back({.id = numbered<CorrectionId>(number), .kind = kind, .state = RequestState::approved});
    corrections.back().requested_at = local("2026-05-12 08:00") + minutes{number};
    return corrections.back();
  }

  Correction& add(std::string_view at, Direction direction) {
    Correction& made = correct(CorrectionKind::add);
    made.at = local(at);
    made.direction = direction;
    made.site = numbered<SiteId>(5);
    return made;
  }

  Correction& remove(PunchId punch) {
    Correction& made = correct(CorrectionKind::remove);
    made.punch = punch;
    return made;
  }

  Correction& change(PunchId punch, std::optional<Instant> at, std::optional<Direction> direction) {
    Correction& made = correct(CorrectionKind::change);
    made.punch = punch;
    made.at = at;
    made.direction = direction;
    return made;
  }

  [[nodiscard]] std::vector<Punch> effective() const { return effective_punches(punches, corrections); }
};

const PunchId kFirst = numbered<PunchId>(1);
const PunchId kSecond = numbered<PunchId>(2);

TEST(EffectivePunches, without_corrections_are_the_punches_by_time) {
  Desk desk;
  std::swap(desk.punches[0], desk.punches[1]);
  ASSERT_EQ(desk.effective().size(), 2);
  EXPECT_EQ(desk.effective()[0].id, kFirst);
  EXPECT_EQ(desk.effective()[1].id, kSecond);
}

TEST(EffectivePunches, have_what_was_added_as_a_manual_punch_in_its_place) {
  Desk desk;
  const Correction added = desk.add("2026-05-11 12:00", Direction::out);
  const std::vector<Punch> punches = desk.effective();
  ASSERT_EQ(punches.size(), 3);
  EXPECT_EQ(punches[1].id.uuid, added.id.uuid);
  EXPECT_EQ(punches[1].source, PunchSource::manual);
  EXPECT_EQ(punches[1].direction, Direction::out);
  EXPECT_EQ(punches[1].at, added.at);
  EXPECT_EQ(punches[1].site, added.site);
  EXPECT_EQ(punches[1].booked_at, added.requested_at);
  EXPECT_FALSE(punches[1].alternating);
}

TEST(EffectivePunches, lack_what_was_removed) {
  Desk desk;
  desk.remove(kFirst);
  ASSERT_EQ(desk.effective().size(), 1);
  EXPECT_EQ(desk.effective().front().id, kSecond);
}

TEST(EffectivePunches, keep_the_id_of_what_was_changed_and_no_longer_alternate) {
  Desk desk;
  desk.change(kFirst, local("2026-05-11 18:00"), Direction::out);
  const Punch changed = desk.effective().back();
  EXPECT_EQ(changed.id, kFirst);
  EXPECT_EQ(changed.at, local("2026-05-11 18:00"));
  EXPECT_EQ(changed.direction, Direction::out);
  EXPECT_FALSE(changed.alternating);
  EXPECT_EQ(changed.source, PunchSource::camera);
}

TEST(EffectivePunches, alternate_still_where_only_the_time_was_changed) {
  Desk desk;
  desk.change(kFirst, local("2026-05-11 08:00"), std::nullopt);
  EXPECT_TRUE(desk.effective().front().alternating);
  EXPECT_EQ(desk.effective().front().at, local("2026-05-11 08:00"));
}

TEST(EffectivePunches, follow_the_request_that_was_made_last) {
  Desk desk;
  desk.change(kFirst, local("2026-05-11 08:00"), Direction::in);
  desk.remove(kFirst);
  EXPECT_EQ(desk.effective().size(), 1);
  desk.change(kFirst, local("2026-05-11 07:00"), Direction::in);
  std::ranges::reverse(desk.corrections);
  ASSERT_EQ(desk.effective().size(), 2);
  EXPECT_EQ(desk.effective().front().at, local("2026-05-11 07:00"));
  desk.corrections.front().state = RequestState::undone;
  EXPECT_EQ(desk.effective().size(), 1) << "the one before counts again";
}

TEST(EffectivePunches, heed_only_what_is_approved) {
  for (const RequestState state : {RequestState::requested, RequestState::half_approved, RequestState::refused,
                                   RequestState::withdrawn, RequestState::undone}) {
    Desk desk;
    desk.add("2026-05-11 12:00", Direction::out).state = state;
    desk.remove(kFirst).state = state;
    desk.change(kSecond, local("2026-05-11 20:00"), Direction::in).state = state;
    ASSERT_EQ(desk.effective().size(), 2) << to_string(state);
    EXPECT_EQ(desk.effective().back().at, local("2026-05-11 17:00")) << to_string(state);
  }
}

TEST(EffectivePunches, have_a_punch_that_was_moved_here_from_where_nobody_looked) {
  Desk desk;
  desk.change(numbered<PunchId>(9), local("2026-05-11 12:00"), Direction::out);
  ASSERT_EQ(desk.effective().size(), 3);
  EXPECT_EQ(desk.effective()[1].id, numbered<PunchId>(9));
}

TEST(EffectivePunches, do_not_lack_what_was_removed_elsewhere) {
  Desk desk;
  desk.remove(numbered<PunchId>(9));
  desk.change(numbered<PunchId>(8), std::nullopt, Direction::out);
  EXPECT_EQ(desk.effective().size(), 2);
}

TEST(AddedPunch, can_be_changed_and_removed_like_any_other) {
  Desk desk;
  const PunchId added{desk.add("2026-05-11 12:00", Direction::out).id.uuid};
  desk.change(added, local("2026-05-11 12:30"), Direction::out);
  ASSERT_EQ(desk.effective().size(), 3);
  EXPECT_EQ(desk.effective()[1].id, added);
  EXPECT_EQ(desk.effective()[1].at, local("2026-05-11 12:30"));
  desk.remove(added);
  EXPECT_EQ(desk.effective().size(), 2);
  EXPECT_THAT(counting(desk.corrections), IsEmpty());
}

TEST(AddedPunch, that_is_undone_takes_its_corrections_with_it) {
  Desk desk;
  const PunchId added{desk.add("2026-05-11 12:00", Direction::out).id.uuid};
  desk.change(added, local("2026-05-11 12:30"), Direction::out);
  desk.corrections.front().state = RequestState::undone;
  EXPECT_EQ(desk.effective().size(), 2);
}

}  // namespace
}  // namespace attendsense::core::testing
