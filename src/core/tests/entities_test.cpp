#include "attendsense/core/entities.hpp"

#include <gtest/gtest.h>

#include <set>

namespace attendsense::core {
namespace {

// Every value up to `last` has a name of its own that leads back to it.
template <class Enum, class Parse>
void expect_names_round_trip(Enum last, Parse parse) {
  std::set<std::string_view> names;
  for (int value = 0; value <= static_cast<int>(last); ++value) {
    const std::string_view name = to_string(static_cast<Enum>(value));
    EXPECT_TRUE(names.insert(name).second) << name;
    EXPECT_EQ(parse(name), static_cast<Enum>(value)) << name;
  }
  for (const std::string_view other : {"", " ", "no such name", "IN", "booked "}) EXPECT_FALSE(parse(other)) << other;
}

TEST(Names, lead_back_to_their_values) {
  expect_names_round_trip(Permission::manage_company, parse_permission);
  expect_names_round_trip(Honorific::prof, parse_honorific);
  expect_names_round_trip(EmployeeState::inactive, parse_employee_state);
  expect_names_round_trip(StationState::revoked, parse_station_state);
  expect_names_round_trip(Direction::out, parse_direction);
  expect_names_round_trip(CameraDirection::both, parse_camera_direction);
  expect_names_round_trip(Outcome::too_old, parse_outcome);
  expect_names_round_trip(Reason::no_face, parse_reason);
  expect_names_round_trip(Liveness::unclear, parse_liveness);
  expect_names_round_trip(PunchSource::manual, parse_punch_source);
  expect_names_round_trip(TokenKind::challenge, parse_token_kind);
  expect_names_round_trip(SecondFactorFor::all, parse_second_factor_for);
}

TEST(Names, are_the_ones_that_are_stored_and_sent) {
  EXPECT_EQ(to_string(Permission::manage_stations), "manage_stations");
  EXPECT_EQ(to_string(Honorific::mx), "mx");
  EXPECT_EQ(to_string(CameraDirection::both), "both");
  EXPECT_EQ(to_string(Outcome::too_soon), "too_soon");
  EXPECT_EQ(to_string(Reason::recognised_by_passage), "recognised_by_passage");
  EXPECT_EQ(to_string(Reason::no_face), "no_face");
  EXPECT_EQ(to_string(Liveness::unclear), "unclear");
  EXPECT_EQ(to_string(PunchSource::manual), "manual");
}

TEST(Names, of_no_value_are_invalid) {
  EXPECT_EQ(to_string(static_cast<Outcome>(99)), "invalid");
}

TEST(Role, allows_what_it_holds) {
  const Role role{.permissions = {Permission::view_own, Permission::view_all}};
  EXPECT_TRUE(role.allows(Permission::view_all));
  EXPECT_FALSE(role.allows(Permission::manage_company));
}

TEST(FullName, leaves_no_gap_for_a_name_that_is_missing) {
  EXPECT_EQ(full_name({.given_name = "Ada", .family_name = "Lovelace"}), "Ada Lovelace");
  EXPECT_EQ(full_name({.given_name = "Suharto"}), "Suharto");
  EXPECT_EQ(full_name({.family_name = "Nguyễn"}), "Nguyễn");
}

}  // namespace
}  // namespace attendsense::core
