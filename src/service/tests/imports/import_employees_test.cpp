#include "attendsense/service/imports/import_employees.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "importing.hpp"

namespace attendsense::service::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::string_view kHeader =
    "email,given_name,family_name,honorific,role,personnel_number,state,hired_at,left_at\n";

struct ImportEmployees : ::testing::Test {
  PlanningOffice office;

  Result<ImportReport> import(const std::string& rows, bool preview = false, std::optional<Principal> as = {}) {
    const std::string file = std::string(kHeader) + rows;
    return import_employees::run(*office.store, {as.value_or(office.boss), import_file(file), preview}, office.now());
  }

  core::Employee person(const std::string& email) {
    auto found = core::read_from(
        *office.store, [&](core::Transaction& transaction) { return transaction.employees().find_by_email(email); });
    return expect_value(std::move(found)).at(0);
  }

  bool is_there(const std::string& email) {
    auto found = core::read_from(
        *office.store, [&](core::Transaction& transaction) { return transaction.employees().find_by_email(email); });
    return !expect_value(std::move(found)).empty();
  }

  std::ptrdiff_t audited(const std::string& action) { return std::ranges::count(office.audit_actions(), action); }
};

TEST_F(ImportEmployees, new_people_come_in_as_the_file_says) {
  const ImportReport report =
      expect_value(import("Hopper@Example.com,Grace,Hopper,dr,,1906,active,2026-03-02,2026-03-31\n"));
  EXPECT_EQ(counts(report), (Counts{1, 0, 0}));
  const core::Employee grace = person("hopper@example.com");
  EXPECT_EQ(core::full_name(grace), "Grace Hopper");
  EXPECT_EQ(grace.honorific, core::Honorific::dr);
  EXPECT_EQ(grace.personnel_number, "1906");
  EXPECT_EQ(grace.site, office.site);
  EXPECT_FALSE(grace.biometric_consent_at);
  // The first and the last day, in Berlin.
  EXPECT_EQ(to_rfc3339(*grace.hired_at), "2026-03-01T23:00:00.000000Z");
  EXPECT_EQ(to_rfc3339(*grace.left_at), "2026-03-31T22:00:00.000000Z");
}

TEST_F(ImportEmployees, the_same_file_again_changes_nothing) {
  const std::string rows = "hopper@example.com,Grace,Hopper,dr,employee,1906,active,2026-03-02,\n";
  EXPECT_EQ(counts(expect_value(import(rows))), (Counts{1, 0, 0}));
  EXPECT_EQ(counts(expect_value(import(rows))), (Counts{0, 0, 1}));
  EXPECT_EQ(audited("employees.import"), 1);
}

TEST_F(ImportEmployees, who_is_there_is_changed_where_they_differ) {
  (void)expect_value(import("hopper@example.com,Grace,Hopper,dr,,1906,,,\n"));
  const ImportReport report = expect_value(import("grace.murray@example.com,Grace,Murray,-,,1906,,,\n"));
  EXPECT_EQ(counts(report), (Counts{0, 1, 0}));
  ASSERT_THAT(report.first_rows, SizeIs(1));
  EXPECT_THAT(report.first_rows[0].changes, SizeIs(3));
  const core::Employee grace = person("grace.murray@example.com");
  EXPECT_EQ(grace.family_name, "Murray");
  EXPECT_EQ(grace.honorific, core::Honorific::none);
  EXPECT_FALSE(is_there("hopper@example.com"));
  EXPECT_EQ(audited("employee.update"), 1);
}

TEST_F(ImportEmployees, an_empty_cell_leaves_what_is_there) {
  (void)expect_value(import("hopper@example.com,Grace,Hopper,dr,,1906,,2026-03-02,\n"));
  EXPECT_EQ(counts(expect_value(import("hopper@example.com,Grace,Hopper,,,,,,\n"))), (Counts{0, 0, 1}));
  EXPECT_EQ(counts(expect_value(import("hopper@example.com,Grace,Hopper,,,-,,-,\n"))), (Counts{0, 1, 0}));
  EXPECT_EQ(person("hopper@example.com").personnel_number, "");
  EXPECT_FALSE(person("hopper@example.com").hired_at);
}

TEST_F(ImportEmployees, a_preview_says_everything_and_does_nothing) {
  const ImportReport report =
      expect_value(import("hopper@example.com,Grace,Hopper,,,,,,\n"
                          "no mail,,Hopper,duke,chief,,gone,yesterday,\n"
                          "hopper@example.com,Grace,Hopper,,,,,,\n"
                          "too,few\n",
                          true));
  EXPECT_TRUE(report.preview);
  EXPECT_EQ(counts(report), (Counts{1, 0, 0}));
  const auto words = in_words(report.errors);
  EXPECT_THAT(words, Contains(HasSubstr("3 honorific: It must be mr, ms, mx, dr, prof or none")));
  EXPECT_THAT(words, Contains(HasSubstr("3 state: It must be active or inactive")));
  EXPECT_THAT(words, Contains(HasSubstr("3 hired_at: It must be a date")));
  EXPECT_THAT(words, Contains("4 : It is about the same as line 2"));
  EXPECT_THAT(words, Contains(HasSubstr("5 ")));
  EXPECT_FALSE(is_there("hopper@example.com"));
  EXPECT_EQ(audited("employees.import"), 0);
}

TEST_F(ImportEmployees, one_error_and_nothing_is_imported) {
  const auto refused = import("hopper@example.com,Grace,Hopper,,,,,,\nalan@example.com,,Turing,,,,,,\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "import_refused");
  ASSERT_THAT(refused.error().fields, SizeIs(1));
  EXPECT_EQ(refused.error().fields[0].field, "line 3, column given_name");
  EXPECT_FALSE(is_there("hopper@example.com"));
}

TEST_F(ImportEmployees, a_number_and_an_address_of_two_people_contradict_each_other) {
  (void)expect_value(import("hopper@example.com,Grace,Hopper,,,1906,,,\nalan@example.com,Alan,Turing,,,1912,,,\n"));
  const ImportReport report =
      expect_value(import("hopper@example.com,Grace,Hopper,,,1912,,,\n"
                          "alan@example.com,Alan,Turing,,,1950,,,\n",
                          true));
  EXPECT_THAT(in_words(report.errors),
              ElementsAre("2 email: It belongs to somebody else than the personnel number does",
                          "3 email: It belongs to somebody with the personnel number 1912"));
}

TEST_F(ImportEmployees, nobody_is_given_more_than_one_may_oneself) {
  const Principal clerk = office.hire_with("Clara", {core::Permission::view_own, core::Permission::manage_employees});
  const ImportReport report = expect_value(import("hopper@example.com,Grace,Hopper,,administrator,,,,\n", true, clerk));
  EXPECT_THAT(in_words(report.errors), ElementsAre(HasSubstr("2 role: The role 'administrator' allows more")));
  EXPECT_EQ(import("hopper@example.com,Grace,Hopper,,,,,,\n", false, office.as_ada).error().code, "permission_missing");
}

TEST_F(ImportEmployees, the_last_administrator_stays) {
  const ImportReport report = expect_value(import("charles@example.com,Charles,Babbage,,,,inactive,,\n", true));
  EXPECT_THAT(report.errors, SizeIs(1));
}

TEST_F(ImportEmployees, a_company_without_a_site_has_nobody_to_import) {
  const auto refused = import("ada.lovelace@example.com,Ada,Lovelace,,,,,,\n", true, office.outsider);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "company_unknown");
}

TEST_F(ImportEmployees, many_come_in_batches) {
  std::string rows;
  for (int i = 0; i < 1200; ++i) {
    const std::string n = std::to_string(i);
    rows += "p" + n + "@example.com,Given,Family,,," + n + ",,,\n";
  }
  EXPECT_EQ(counts(expect_value(import(rows))), (Counts{1200, 0, 0}));
  EXPECT_EQ(counts(expect_value(import(rows))), (Counts{0, 0, 1200}));
  EXPECT_EQ(audited("employees.import"), 1);
}

// The file fails in the second reading, after the first batch: as when the process ends there.
TEST_F(ImportEmployees, what_was_broken_off_is_simply_imported_again) {
  std::string file(kHeader);
  for (int i = 0; i < 1200; ++i) file += "p" + std::to_string(i) + "@example.com,Given,Family,,,,,,\n";
  int opened = 0;
  const ImportFile breaking = [&]() -> formats::Source {
    ++opened;
    return [&, at = std::size_t{0}](std::span<char> into) mutable -> Result<std::size_t> {
      if (opened == 3 && at > file.size() / 2) {
        return fail(Failure::unavailable, "file_gone", "The file cannot be read", "Try again");
      }
      const std::size_t size = std::min({into.size(), file.size() - at, std::size_t{4096}});
      std::ranges::copy_n(file.begin() + static_cast<std::ptrdiff_t>(at), static_cast<std::ptrdiff_t>(size),
                          into.begin());
      at += size;
      return size;
    };
  };
  const auto broken = import_employees::run(*office.store, {office.boss, breaking, false}, office.now());
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, "file_gone");
  EXPECT_TRUE(is_there("p0@example.com"));
  EXPECT_FALSE(is_there("p1199@example.com"));
  const auto again = import_employees::run(*office.store, {office.boss, import_file(file), false}, office.now());
  const ImportReport report = expect_value(again);
  EXPECT_EQ(report.created + report.unchanged, 1200);
  EXPECT_GE(report.unchanged, 500);
  EXPECT_TRUE(is_there("p1199@example.com"));
}

}  // namespace
}  // namespace attendsense::service::testing
