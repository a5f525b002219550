#include "attendsense/service/list_punches.hpp"

#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct ListPunches : ::testing::Test {
  Office office;
  core::EmployeeId ada = office.hire("Ada", "Lovelace", person(1));
  create_station::Output door = office.open_door(core::CameraDirection::in);
  list_punches::Input input;

  ListPunches() {
    input.actor = office.boss;
    for (int hour = 0; hour < 3; ++hour) {
      office.see(door, {.direction = person(1)});
      office.see(door, {.direction = person(0)});
      office.clock.advance(std::chrono::hours{1});
    }
  }

  auto run() { return list_punches::run(office.ports(), input, office.now()); }
};

TEST_F(ListPunches, everybodys_with_names) {
  const auto output = expect_value(run());
  ASSERT_EQ(output.items.size(), 6U);
  EXPECT_EQ(std::ranges::count(output.items, "Ada Lovelace", &PunchView::name), 3);
  EXPECT_TRUE(std::ranges::is_sorted(output.items, {}, [](const PunchView& view) { return view.punch.at; }));
}

TEST_F(ListPunches, of_one_person_and_time) {
  input.employee = ada;
  input.from = monday_morning() + std::chrono::hours{1};
  input.to = monday_morning() + std::chrono::hours{2};
  EXPECT_EQ(expect_value(run()).items.size(), 1U);
}

TEST_F(ListPunches, in_pages) {
  input.limit = 4;
  const auto first = expect_value(run());
  ASSERT_TRUE(first.next.has_value());
  input.after = *first.next;
  const auto second = expect_value(run());
  EXPECT_EQ(second.items.size(), 2U);
  EXPECT_FALSE(second.next.has_value());
}

TEST_F(ListPunches, an_employee_gets_their_own_whether_asked_or_not) {
  input.actor = office.principal_of(ada);
  EXPECT_EQ(expect_value(run()).items.size(), 3U);
  input.employee = office.administrator;
  EXPECT_EQ(code_of(run()), "permission_missing");
}

TEST_F(ListPunches, odd_questions_are_refused) {
  input.employee = core::EmployeeId::make(office.now());
  EXPECT_EQ(code_of(run()), "employee_unknown");
  input.from = office.now();
  input.to = monday_morning();
  EXPECT_EQ(fields_of(run()), std::vector<std::string>{"to"});
}

}  // namespace
}  // namespace attendsense::service::testing
