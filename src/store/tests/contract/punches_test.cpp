#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

TEST_P(StoreContract, a_punch_is_found_as_it_was_stored) {
  const Sighting seen = office_.sighting(at(10));
  Punch punch = office_.punch(office_.ada.id, Direction::out, at(10));
  punch.sighting = seen.id;
  must(write([&](auto& t) -> Result<void> {
    must(t.sightings().add(seen));
    return t.punches().add(punch);
  }));
  const auto listed = get([&](auto& t) { return t.punches().list(office_.company.id, {}, {}); });
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].id, punch.id);
  EXPECT_EQ(listed[0].company, punch.company);
  EXPECT_EQ(listed[0].employee, punch.employee);
  EXPECT_EQ(listed[0].site, punch.site);
  EXPECT_EQ(listed[0].direction, punch.direction);
  EXPECT_EQ(listed[0].alternating, punch.alternating);
  EXPECT_EQ(listed[0].at, punch.at);
  EXPECT_EQ(listed[0].source, punch.source);
  EXPECT_EQ(listed[0].sighting, punch.sighting);
  EXPECT_EQ(listed[0].booked_at, punch.booked_at);
}

TEST_P(StoreContract, one_sighting_books_one_punch) {
  const Sighting seen = office_.sighting(at(10));
  Punch punch = office_.punch(office_.ada.id, Direction::in, at(10));
  punch.sighting = seen.id;
  must(write([&](auto& t) -> Result<void> {
    must(t.sightings().add(seen));
    return t.punches().add(punch);
  }));
  punch.id = new_id<PunchId>();
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.punches().add(punch); }), Failure::conflict, "already_stored"));
}

TEST_P(StoreContract, the_neighbours_of_a_moment_are_the_punches_around_it) {
  const Employee grace = office_.employee("Grace", "Hopper");
  must(write([&](auto& t) -> Result<void> {
    must(t.employees().add(grace));
    for (const int second : {50, 10, 30}) {
      must(t.punches().add(office_.punch(office_.ada.id, Direction::in, at(second))));
    }
    return t.punches().add(office_.punch(grace.id, Direction::in, at(31)));
  }));
  const auto around = [&](Instant moment) {
    const auto found = get([&](auto& t) { return t.punches().neighbours(office_.ada.id, moment); });
    const auto instant = [](const std::optional<Punch>& punch) {
      return punch ? std::optional(punch->at) : std::nullopt;
    };
    return std::pair{instant(found.before), instant(found.after)};
  };
  using Around = std::pair<std::optional<Instant>, std::optional<Instant>>;
  EXPECT_EQ(around(at(5)), (Around{std::nullopt, at(10)}));
  EXPECT_EQ(around(at(30)), (Around{at(30), at(50)}));
  EXPECT_EQ(around(at(31)), (Around{at(30), at(50)}));
  EXPECT_EQ(around(at(51)), (Around{at(50), std::nullopt}));
  EXPECT_FALSE(get([&](auto& t) { return t.punches().neighbours(new_id<EmployeeId>(), at(5)); }).before);
}

TEST_P(StoreContract, punches_are_listed_by_time_person_and_page) {
  const Employee grace = office_.employee("Grace", "Hopper");
  must(write([&](auto& t) -> Result<void> {
    must(t.employees().add(grace));
    for (int i = 0; i < 40; ++i) {
      const EmployeeId who = i % 2 == 0 ? office_.ada.id : grace.id;
      must(t.punches().add(office_.punch(who, Direction::in, at((i * 13) % 20))));
    }
    return {};
  }));
  const auto all_of = [&](const PunchFilter& filter) {
    std::vector<Punch> seen;
    Page page{"", 7};
    for (;;) {
      const auto rows = get([&](auto& t) { return t.punches().list(office_.company.id, filter, page); });
      seen.insert(seen.end(), rows.begin(), rows.end());
      if (rows.size() < 7) return seen;
      page.after = rows.back().id.to_string();
    }
  };
  const auto in_order = [](const std::vector<Punch>& punches) {
    return std::ranges::is_sorted(
        punches, [](const Punch& a, const Punch& b) { return std::tie(a.at, a.id) < std::tie(b.at, b.id); });
  };
  EXPECT_EQ(all_of({}).size(), 40U);
  EXPECT_TRUE(in_order(all_of({})));
  const auto hers = all_of({grace.id, std::nullopt, std::nullopt});
  EXPECT_EQ(hers.size(), 20U);
  EXPECT_TRUE(in_order(hers));
  EXPECT_TRUE(std::ranges::all_of(hers, [&](const Punch& punch) { return punch.employee == grace.id; }));
  // The beginning counts, the end does not: seconds 5, 6 and 7, twice each.
  EXPECT_EQ(all_of({std::nullopt, at(5), at(8)}).size(), 6U);
}

TEST_P(StoreContract, a_punch_can_be_neither_changed_nor_deleted) {
  must(write([&](auto& t) { return t.punches().add(office_.punch(office_.ada.id, Direction::in, at(10))); }));
  EXPECT_TRUE(tamper("UPDATE punch SET at = booked_at"));
  EXPECT_TRUE(tamper("DELETE FROM punch"));
  EXPECT_EQ(get([&](auto& t) { return t.punches().list(office_.company.id, {}, {}); }).size(), 1U);
}

}  // namespace attendsense::store::testing
