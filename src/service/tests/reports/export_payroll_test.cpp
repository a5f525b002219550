#include "attendsense/service/reports/export_payroll.hpp"

#include <gmock/gmock.h>

#include "attendsense/base/files.hpp"
#include "attendsense/service/update_employee.hpp"
#include "reports/reports_office.hpp"
#include "testing/checkout.hpp"

namespace attendsense::service::testing {
namespace {

using reports::MappedColumn;
using reports::PayrollMapping;
using reports::Report;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct PayrollTest : ::testing::Test {
  ReportsOffice office;

  PayrollTest() {
    change([](core::Employee& ada) { ada.personnel_number = "001815"; });
  }

  void change(const std::function<void(core::Employee&)>& how) {
    ASSERT_TRUE(office.store->write([&](core::Transaction& t) -> Result<void> {
      core::Employee ada = **t.employees().find(office.ada);
      how(ada);
      return t.employees().update(ada);
    }));
  }

  auto run(const export_payroll::Input& input) { return export_payroll::run(office.ports(), input, office.now()); }

  export_payroll::Input input() { return {.query = office.query(Report::payroll)}; }

  std::string mapped(const PayrollMapping& mapping, bool ada_only = true) {
    export_payroll::Input wanted = input();
    if (ada_only) wanted.query.employee = office.ada;
    wanted.mapping = mapping;
    return expect_value(run(wanted)).content;
  }

  std::vector<std::string> faults(const PayrollMapping& mapping) {
    export_payroll::Input wanted = input();
    wanted.mapping = mapping;
    return fields_of(run(wanted));
  }
};

MappedColumn of(std::string name, std::string value, std::string format = "") {
  return {.name = std::move(name), .value = std::move(value), .constant = {}, .format = std::move(format)};
}

MappedColumn constant(std::string name, std::string text) {
  return {.name = std::move(name), .value = {}, .constant = std::move(text), .format = ""};
}

// docs/payroll-export.md: once released, this file is not changed.
TEST_F(PayrollTest, layout_1_is_what_it_was) {
  const auto golden = read_file(checkout() / "src/service/tests/reports/golden/payroll-layout-1.csv");
  ASSERT_TRUE(golden);
  office.close_period(kReportMonday, kReportSunday, office.site);
  EXPECT_EQ(expect_value(run(input())).content, as_text(*golden));
}

TEST_F(PayrollTest, a_file_of_closed_dates_names_their_periods) {
  EXPECT_THAT(expect_value(run(input())).period_hashes, ::testing::IsEmpty());
  office.close_period(kReportMonday, kReportSunday, office.site);
  EXPECT_THAT(expect_value(run(input())).period_hashes, ::testing::IsEmpty()) << "of one site, and all are in the file";
  export_payroll::Input of_site = input();
  of_site.query.site = office.site;
  EXPECT_THAT(expect_value(run(of_site)).period_hashes, ElementsAre(std::string(64, '0')));
  EXPECT_EQ(expect_value(run(of_site)).content, expect_value(run(of_site)).content) << "the same again";
}

// The first example of docs/payroll-export.md.
TEST_F(PayrollTest, wage_types_are_rows_of_their_own) {
  PayrollMapping mapping{.separator = ';', .decimal_mark = ',', .encoding = reports::Encoding::windows_1252};
  mapping.rows = reports::MappedRows::wage_type;
  mapping.columns = {constant("Mandant", "4711"), of("Personalnummer", "personnel_number"),
                     of("Monat", "to", "MM/YYYY"), of("Lohnart", "wage_type"), of("Menge", "amount", "decimal")};
  mapping.wage_types = {{"100", "worked"}, {"150", "overtime"}, {"300", "leave_credit"}, {"310", "leave_unpaid_days"}};
  EXPECT_EQ(mapped(mapping),
            "Mandant;Personalnummer;Monat;Lohnart;Menge\r\n"
            "4711;001815;03/2026;100;19,80\r\n"
            "4711;001815;03/2026;300;4,00\r\n"
            "4711;001815;03/2026;310;1,00\r\n");
}

// The second.
TEST_F(PayrollTest, hours_of_people_as_other_programs_read_them) {
  PayrollMapping mapping{.separator = ','};
  mapping.columns = {
      of("Employee ID", "personnel_number"), of("Last Name", "family_name"),           of("First Name", "given_name"),
      of("Period End", "to", "MM/DD/YYYY"),  of("Regular Hours", "worked", "decimal"), of("Time", "worked", "hhmm"),
      of("Late", "late", "minutes"),         of("Balance", "balance", "hhmm")};
  change([](core::Employee& ada) { ada.family_name = "King, Countess"; });
  EXPECT_EQ(mapped(mapping),
            "Employee ID,Last Name,First Name,Period End,Regular Hours,Time,Late,Balance\r\n"
            "001815,\"King, Countess\",Ada,03/08/2026,19.80,19:48,12,-8:12\r\n");
}

TEST_F(PayrollTest, days_are_rows_with_times_of_the_wall) {
  PayrollMapping mapping;
  mapping.rows = reports::MappedRows::day;
  mapping.header = false;
  mapping.columns = {of("d", "date", "DDMMYY"), of("in", "first_in", "hh:mm"), of("out", "last_out", "hhmm"),
                     of("w", "worked", "minutes"), of("s", "state")};
  EXPECT_EQ(mapped(mapping),
            "020326;09:00;1700;480;present\r\n030326;09:12;1700;468;present\r\n040326;09:00;;0;present\r\n"
            "050326;;;0;on_leave\r\n060326;13:00;1700;240;present\r\n070326;;;0;day_off\r\n080326;;;0;day_off\r\n");
}

TEST_F(PayrollTest, columns_may_have_fixed_widths) {
  PayrollMapping mapping;
  mapping.layout = reports::Layout::fixed_width;
  mapping.header = false;
  mapping.columns = {of("n", "personnel_number"), of("f", "family_name"), of("w", "worked", "decimal"),
                     of("b", "balance", "decimal")};
  for (auto& column : mapping.columns) column.width = 7;
  mapping.columns[1].width = 4;
  mapping.columns[3].width = 4;
  change([](core::Employee& ada) { ada.family_name = "Łövelace"; });
  EXPECT_EQ(mapped(mapping), "001815 Łöve  19.80####\r\n") << "a number is never cut";
}

TEST_F(PayrollTest, windows_1252_has_what_it_has) {
  PayrollMapping mapping{.encoding = reports::Encoding::windows_1252, .header = false};
  mapping.columns = {of("f", "family_name")};
  change([](core::Employee& ada) { ada.family_name = "Müller – €5 ලා"; });
  EXPECT_EQ(mapped(mapping),
            "M\xFCller \x96 \x80"
            "5 ??\r\n");
}

TEST_F(PayrollTest, a_text_is_no_formula_and_a_number_stays_one) {
  PayrollMapping mapping{.header = false};
  mapping.columns = {of("f", "given_name"), of("b", "balance", "decimal")};
  change([](core::Employee& ada) { ada.given_name = "=1+1"; });
  EXPECT_EQ(mapped(mapping), "'=1+1;-8.20\r\n");
}

TEST_F(PayrollTest, what_is_wrong_with_a_mapping_is_told_by_its_path) {
  PayrollMapping mapping;
  EXPECT_THAT(faults(mapping), ElementsAre("mapping.columns"));
  mapping = {.version = 2, .separator = 'x', .decimal_mark = 'x'};
  mapping.columns = {of("a", "salary"), of("", "worked"),         of("b", "worked", "DD.MM."),
                     of("c", "date"),   of("d", "to", "decimal"), constant("e", "x")};
  mapping.columns.back().value = "worked";
  mapping.wage_types = {{"1", "worked"}};
  EXPECT_THAT(faults(mapping),
              ElementsAre("mapping.version", "mapping.separator", "mapping.decimal", "mapping.columns[0].value",
                          "mapping.columns[1].name", "mapping.columns[2].format", "mapping.columns[3].value",
                          "mapping.columns[4].format", "mapping.columns[5]", "mapping.wage_types"));
  PayrollMapping wages;
  wages.rows = reports::MappedRows::wage_type;
  wages.columns = {of("a", "amount", "hhmm")};
  wages.columns[0].places = 5;
  wages.wage_types = {{"1", "leave_unpaid_days"}, {"2", "family_name"}, {"", "worked"}};
  EXPECT_THAT(faults(wages), ElementsAre("mapping.columns[0].places", "mapping.columns[0].format",
                                         "mapping.wage_types[1].value", "mapping.wage_types[2].code"));
  PayrollMapping fixed{.layout = reports::Layout::fixed_width};
  fixed.columns = {of("a", "worked")};
  EXPECT_THAT(faults(fixed), ElementsAre("mapping.columns[0].width"));
}

TEST_F(PayrollTest, a_file_of_days_is_short) {
  export_payroll::Input wanted = input();
  wanted.mapping.emplace();
  wanted.mapping->rows = reports::MappedRows::day;
  wanted.mapping->columns = {of("d", "date")};
  wanted.query.to = 2026y / 5 / 3;
  EXPECT_THAT(fields_of(run(wanted)), ElementsAre("to"));
}

}  // namespace
}  // namespace attendsense::service::testing
