#include "attendsense/service/register_company.hpp"

#include <gmock/gmock.h>

#include "attendsense/service/read_company.hpp"
#include "attendsense/service/setup.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

register_company::Input good_input(const Secret& code) {
  register_company::Input input;
  input.setup_code = code.reveal();
  input.company_name = "Analytical Engines";
  input.language = "de";
  input.site_name = "Head office";
  input.time_zone = "Europe/Berlin";
  input.administrator.email = " Charles@Example.COM ";
  input.administrator.given_name = "Charles";
  input.administrator.family_name = "Babbage";
  input.administrator.password = Secret(kAdminPassword);
  return input;
}

struct RegisterCompany : ::testing::Test {
  Parts parts;
  Secret code = *expect_value(ensure_setup_code(*parts.store));
  register_company::Input input = good_input(code);

  auto run() { return register_company::run(parts.ports(), input, parts.now()); }
};

TEST_F(RegisterCompany, the_code_makes_company_site_roles_and_administrator) {
  const auto output = expect_value(run());
  EXPECT_EQ(output.session.employee.employee.email, "charles@example.com");
  const auto company = expect_value(read_company::run(parts.ports(), {Principal::system(output.company)}, parts.now()));
  EXPECT_EQ(company.company.policy.language, "de");
  ASSERT_EQ(company.sites.size(), 1U);
  EXPECT_EQ(company.sites[0].time_zone, "Europe/Berlin");
  EXPECT_EQ(company.roles.size(), 2U);
}

TEST_F(RegisterCompany, the_code_may_be_typed_carelessly) {
  std::string typed;
  for (const char c : code.reveal()) typed += c == '-' ? ' ' : static_cast<char>(std::tolower(c));
  input.setup_code = typed;
  EXPECT_TRUE(run().has_value());
}

TEST_F(RegisterCompany, the_code_is_burnt) {
  expect_value(run());
  EXPECT_EQ(code_of(run()), "company_registered");
}

TEST_F(RegisterCompany, a_wrong_code_is_refused_before_anything_else_is_looked_at) {
  input.setup_code = "0000-0000-0000";
  input.administrator.email = "nonsense";
  EXPECT_EQ(code_of(run()), "setup_code_wrong");
}

TEST_F(RegisterCompany, an_earlier_code_stops_working) {
  expect_value(ensure_setup_code(*parts.store));
  EXPECT_EQ(code_of(run()), "setup_code_wrong");
}

TEST_F(RegisterCompany, guessing_is_throttled_even_for_the_right_code) {
  const std::string right = input.setup_code;
  input.setup_code = "0000-0000-0000";
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(run()), "setup_code_wrong");
  input.setup_code = right;
  const auto refused = run();
  ASSERT_EQ(code_of(refused), "too_many_attempts");
  ASSERT_TRUE(refused.error().retry_after.has_value());
  parts.clock.advance(*refused.error().retry_after);
  EXPECT_TRUE(run().has_value());
}

TEST_F(RegisterCompany, everything_wrong_is_told_at_once) {
  input.company_name = "  ";
  input.site_name = "Head\noffice";
  input.time_zone = "Mars/Olympus";
  input.language = "english";
  input.administrator.email = "charles at example";
  input.administrator.given_name = "\xC3\x28";
  input.administrator.password = Secret("short");
  input.administrator.photos = {Bytes{1}};
  const auto failed = run();
  EXPECT_EQ(code_of(failed), "input_invalid");
  EXPECT_THAT(fields_of(failed), ElementsAre("company.name", "company.site.name", "company.site.time_zone",
                                             "company.language", "administrator.email", "administrator.given_name",
                                             "administrator.consent", "administrator.password"));
}

TEST_F(RegisterCompany, a_bad_photo_leaves_nothing_behind) {
  input.administrator.consent = true;
  input.administrator.photos = {parts.analyzer.picture({{.direction = person(1)}}), parts.analyzer.picture({})};
  const auto failed = run();
  EXPECT_EQ(code_of(failed), "photo_no_face");
  EXPECT_THAT(fields_of(failed), ElementsAre("administrator.photos[1]"));
  EXPECT_FALSE(expect_value(is_registered(*parts.store)));
  EXPECT_EQ(parts.gallery.size(), 0U);
  input.administrator.photos.pop_back();
  EXPECT_TRUE(run().has_value());
  EXPECT_EQ(parts.gallery.size(), 1U);
}

TEST_F(RegisterCompany, a_password_made_of_the_name_is_refused) {
  input.administrator.password = Secret("Babbage-Babbage-1");
  EXPECT_THAT(fields_of(run()), ElementsAre("administrator.password"));
}

}  // namespace
}  // namespace attendsense::service::testing
