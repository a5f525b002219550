#include "attendsense/service/list_sightings.hpp"

#include "office.hpp"

namespace attendsense::service::testing {
namespace {

TEST(ListSightings, newest_first_with_names_by_outcome) {
  Office office;
  office.hire("Ada", "Lovelace", person(1));
  const auto door = office.open_door(core::CameraDirection::in);
  office.see(door, {.direction = person(1)});
  office.clock.advance(std::chrono::minutes{5});
  office.see(door, {.direction = near_person(9, 0.9F)});
  list_sightings::Input input{.actor = office.boss};
  const auto run = [&] { return expect_value(list_sightings::run(office.ports(), input, office.now())); };
  auto output = run();
  ASSERT_EQ(output.items.size(), 2U);
  EXPECT_EQ(output.items[0].sighting.outcome, core::Outcome::unknown);
  EXPECT_EQ(output.items[1].name, "Ada Lovelace");
  EXPECT_EQ(output.items[1].station, "Front door");
  EXPECT_EQ(output.items[1].camera, "gate");
  input.filter.outcome = core::Outcome::booked;
  EXPECT_EQ(run().items.size(), 1U);
  input.filter = {};
  input.limit = 1;
  output = run();
  ASSERT_TRUE(output.next.has_value());
  input.after = *output.next;
  output = run();
  EXPECT_EQ(output.items.at(0).sighting.outcome, core::Outcome::booked);
  EXPECT_FALSE(output.next.has_value());
}

}  // namespace
}  // namespace attendsense::service::testing
