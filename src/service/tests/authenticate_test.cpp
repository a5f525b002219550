#include "attendsense/service/authenticate.hpp"

#include "attendsense/service/update_employee.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct Authenticate : ::testing::Test {
  Office office;

  auto who(const std::string& token) { return authenticate::run(office.ports(), {Secret(token)}, office.now()); }
};

TEST_F(Authenticate, a_station_token_is_that_station_without_permissions) {
  const auto door = office.open_door(core::CameraDirection::in);
  const Principal principal = expect_value(who(door.token.reveal()));
  EXPECT_EQ(principal.station, door.station.station.id);
  EXPECT_FALSE(principal.employee.has_value());
  EXPECT_TRUE(principal.permissions.empty());
}

TEST_F(Authenticate, anything_else_is_nobody) {
  for (const std::string& token : {std::string(), std::string("asa_"), std::string("asa_") + std::string(43, 'A'),
                                   office.first_session.refresh_token.reveal(), std::string(10'000, 'x')}) {
    EXPECT_EQ(code_of(who(token)), "token_invalid");
  }
}

TEST_F(Authenticate, a_changed_role_counts_at_once) {
  const auto ada = office.hire_with_password("Ada", "Lovelace");
  update_employee::Input promote{.actor = office.boss, .employee = ada};
  promote.role = "administrator";
  expect_value(update_employee::run(office.ports(), promote, office.now()));
  update_employee::Input demote{.actor = office.boss, .employee = office.administrator};
  demote.role = "employee";
  expect_value(update_employee::run(office.ports(), demote, office.now()));
  const Principal principal = expect_value(who(office.first_session.access_token.reveal()));
  EXPECT_FALSE(principal.may(core::Permission::manage_company));
}

}  // namespace
}  // namespace attendsense::service::testing
