#include "attendsense/service/read_company.hpp"

#include "office.hpp"

namespace attendsense::service::testing {
namespace {

TEST(ReadCompany, everybody_of_it_may) {
  Office office;
  const auto ada = office.hire("Ada", "Lovelace", std::nullopt);
  const auto output = expect_value(read_company::run(office.ports(), {office.principal_of(ada)}, office.now()));
  EXPECT_EQ(output.company.name, "Analytical Engines");
  EXPECT_EQ(output.sites.size(), 1U);
  const auto door = office.open_door(core::CameraDirection::in);
  EXPECT_EQ(code_of(read_company::run(office.ports(), {office.principal_of(door)}, office.now())),
            "permission_missing");
}

}  // namespace
}  // namespace attendsense::service::testing
