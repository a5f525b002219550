#include "attendsense/service/create_employee.hpp"

#include <gmock/gmock.h>

#include "attendsense/service/list_employees.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

using ::testing::ElementsAre;

struct CreateEmployee : ::testing::Test {
  Office office;
  create_employee::Input input = ada();

  create_employee::Input ada() {
    create_employee::Input ada;
    ada.actor = office.boss;
    ada.email = "Ada@example.com";
    ada.given_name = " Ada ";
    ada.family_name = "Lovelace";
    ada.honorific = core::Honorific::ms;
    return ada;
  }

  auto run() { return create_employee::run(office.ports(), input, office.now()); }

  std::size_t people() {
    return expect_value(list_employees::run(office.ports(), {office.boss, {}, ""}, office.now())).items.size();
  }
};

TEST_F(CreateEmployee, is_stored_as_given_but_tidied) {
  const EmployeeView view = expect_value(run()).employee;
  EXPECT_EQ(view.employee.email, "ada@example.com");
  EXPECT_EQ(view.employee.given_name, "Ada");
  EXPECT_EQ(view.role.name, "employee");
  EXPECT_EQ(view.site.id, office.site);
  EXPECT_FALSE(view.employee.biometric_consent_at.has_value());
  EXPECT_THAT(office.audit_actions(), ::testing::Contains("employee.create").Times(2));
}

TEST_F(CreateEmployee, has_a_number_and_a_time_of_hiring_for_payroll) {
  input.personnel_number = " 4711 ";
  input.hired_at = office.now();
  input.left_at = office.now();
  EXPECT_THAT(fields_of(run()), ElementsAre("left_at"));
  input.left_at.reset();
  EXPECT_EQ(expect_value(run()).employee.employee.personnel_number, "4711");
  input.email = "grace@example.com";
  EXPECT_EQ(code_of(run()), "personnel_number_taken");
}

TEST_F(CreateEmployee, photos_become_templates_that_the_gallery_knows_at_once) {
  input.consent = true;
  input.photos = {office.analyzer.picture({{.direction = person(1)}}),
                  office.analyzer.picture({{.direction = near_person(1, 0.8F)}})};
  const auto output = expect_value(run());
  EXPECT_EQ(output.photos.size(), 2U);
  EXPECT_EQ(output.employee.photos.size(), 2U);
  EXPECT_EQ(office.gallery.size(), 3U);
}

TEST_F(CreateEmployee, an_address_is_taken_once) {
  expect_value(run());
  EXPECT_EQ(code_of(run()), "email_taken");
}

TEST_F(CreateEmployee, photos_need_consent) {
  input.photos = {office.analyzer.picture({{.direction = person(1)}})};
  EXPECT_THAT(fields_of(run()), ElementsAre("consent"));
}

TEST_F(CreateEmployee, an_unknown_site_and_role_are_told_together) {
  input.site = core::SiteId::make(office.now());
  input.role = "emperor";
  EXPECT_THAT(fields_of(run()), ElementsAre("site_id", "role"));
}

TEST_F(CreateEmployee, every_bad_photo_is_named_and_nobody_is_created) {
  input.consent = true;
  input.photos = {to_bytes("not a picture"), office.analyzer.picture({{.direction = person(1)}}),
                  office.analyzer.picture({})};
  const auto failed = run();
  EXPECT_EQ(code_of(failed), "picture_format_unsupported");
  EXPECT_THAT(fields_of(failed), ElementsAre("photos[0]", "photos[2]"));
  EXPECT_EQ(people(), 1U);
}

TEST_F(CreateEmployee, a_face_that_is_enrolled_under_another_name_is_refused) {
  office.hire("Grace", "Hopper", person(1));
  input.consent = true;
  input.photos = {office.analyzer.picture({{.direction = near_person(1, 0.7F)}})};
  const auto failed = run();
  ASSERT_EQ(code_of(failed), "face_enrolled_already");
  EXPECT_THAT(failed.error().message, ::testing::HasSubstr("Grace Hopper"));
  EXPECT_EQ(people(), 2U);
  input.alike = AlikeFace::is_another_person;
  EXPECT_TRUE(run().has_value());
}

TEST_F(CreateEmployee, nobody_gives_more_than_they_have) {
  input.role = "administrator";
  input.actor.permissions = {core::Permission::manage_employees};
  EXPECT_EQ(code_of(run()), "role_above_own");
  input.actor = office.boss;
  EXPECT_TRUE(run().has_value());
}

TEST_F(CreateEmployee, more_than_five_photos_are_refused_unread) {
  input.consent = true;
  input.photos.resize(6);
  EXPECT_THAT(fields_of(run()), ElementsAre("photos"));
}

}  // namespace
}  // namespace attendsense::service::testing
