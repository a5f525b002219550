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

TEST_P(StoreContract, a_punch_is_found_by_its_id_and_added_once) {
  Punch punch = office_.punch(office_.ada.id, Direction::in, at(10));
  punch.source = PunchSource::imported;
  const auto add_new = [&] { return must(write_to(store(), [&](auto& t) { return t.punches().add_new(punch); })); };
  EXPECT_FALSE(get([&](auto& t) { return t.punches().find(punch.id); }));
  EXPECT_TRUE(add_new());
  punch.at = at(11);
  EXPECT_FALSE(add_new());
  const auto found = get([&](auto& t) { return t.punches().find(punch.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->at, at(10));
  EXPECT_EQ(found->employee, office_.ada.id);
  EXPECT_EQ(found->source, PunchSource::imported);
  punch.id = new_id<PunchId>();
  punch.employee = new_id<EmployeeId>();
  EXPECT_TRUE(fails_with(write_to(store(), [&](auto& t) { return t.punches().add_new(punch); }), Failure::conflict,
                         "reference_unknown"))
      << "only what is there already is passed over";
}

TEST_P(StoreContract, the_punches_of_some_people_come_in_order) {
  const Office other = Office::make("Difference Engines");
  std::vector<Punch> expected;
  std::vector<EmployeeId> people;
  must(write([&](auto& t) -> Result<void> {
    must(add(t, other));
    must(t.punches().add(other.punch(other.ada.id, Direction::in, at(5))));
    for (int person = 0; person < 6; ++person) {
      const Employee employee = office_.employee("Person" + std::to_string(person), "Of Many");
      must(t.employees().add(employee));
      people.push_back(employee.id);
      for (int i = 0; i < 20; ++i) {
        const Punch punch = office_.punch(employee.id, Direction::in, at((i * 13) % 10));
        must(t.punches().add(punch));
        if (person % 2 == 0 && punch.at >= at(2) && punch.at < at(7)) expected.push_back(punch);
      }
    }
    return {};
  }));
  const auto key = [](const Punch& punch) { return std::tuple{punch.employee, punch.at, punch.id}; };
  std::ranges::sort(expected, {}, key);
  // In another order, one twice, one of another company, one of nobody.
  const std::vector<EmployeeId> asked{people[4], people[0], people[2], people[0], other.ada.id, new_id<EmployeeId>()};
  const auto of = [&](std::span<const EmployeeId> employees, Instant from, Instant to) {
    return get([&](auto& t) { return t.punches().of(office_.company.id, employees, from, to); });
  };
  const auto found = of(asked, at(2), at(7));
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(key(found[i]), key(expected[i]));
    EXPECT_EQ(found[i].company, office_.company.id);
    EXPECT_EQ(found[i].site, expected[i].site);
    EXPECT_EQ(found[i].direction, expected[i].direction);
    EXPECT_EQ(found[i].alternating, expected[i].alternating);
  }
  EXPECT_TRUE(of({}, at(0), at(100)).empty());
  EXPECT_TRUE(of(asked, at(7), at(2)).empty());
}

TEST_P(StoreContract, a_punch_can_be_neither_changed_nor_deleted) {
  must(write([&](auto& t) { return t.punches().add(office_.punch(office_.ada.id, Direction::in, at(10))); }));
  EXPECT_TRUE(tamper("UPDATE punch SET at = booked_at"));
  EXPECT_TRUE(tamper("DELETE FROM punch"));
  EXPECT_EQ(get([&](auto& t) { return t.punches().list(office_.company.id, {}, {}); }).size(), 1U);
}

}  // namespace attendsense::store::testing
