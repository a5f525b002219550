#include "attendsense/service/read_employee.hpp"

#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct ReadEmployee : ::testing::Test {
  Office office;
  core::EmployeeId ada = office.hire("Ada", "Lovelace", person(1));
  Principal as_ada = office.principal_of(ada);

  auto read(const Principal& actor, core::EmployeeId employee) {
    return read_employee::run(office.ports(), {actor, employee}, office.now());
  }
};

TEST_F(ReadEmployee, everybody_reads_themselves_and_only_themselves) {
  const EmployeeView view = expect_value(read(as_ada, ada));
  EXPECT_EQ(view.photos.size(), 1U);
  EXPECT_EQ(view.photos[0].model, kScriptedModel);
  EXPECT_EQ(code_of(read(as_ada, office.administrator)), "permission_missing");
  EXPECT_TRUE(read(office.boss, ada).has_value());
}

TEST_F(ReadEmployee, a_stranger_to_the_company_is_not_there) {
  EXPECT_EQ(code_of(read(office.boss, core::EmployeeId::make(office.now()))), "employee_unknown");
  Principal other = Principal::system(core::CompanyId::make(office.now()));
  EXPECT_EQ(code_of(read(other, ada)), "employee_unknown");
}

}  // namespace
}  // namespace attendsense::service::testing
