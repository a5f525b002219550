#include "attendsense/service/reports/read_report.hpp"

#include <gmock/gmock.h>

#include "attendsense/service/employee_attendance.hpp"
#include "reports/reports_office.hpp"

namespace attendsense::service::testing {
namespace {

using reports::Report;
using reports::Row;
using reports::Value;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct ReportTest : ::testing::Test {
  ReportsOffice office;

  auto read(read_report::Input input) { return read_report::run(office.ports(), input, office.now()); }

  auto rows(const reports::Query& query) { return expect_value(read({.query = query})).rows; }

  // Of one person, by the administrator.
  std::vector<Row> rows_of(Report report, core::EmployeeId employee) {
    reports::Query query = office.query(report);
    query.employee = employee;
    return rows(query);
  }

  Value date(int day) { return add_days(kReportMonday, day); }
};

std::vector<std::string> texts(Report report, const std::vector<Row>& rows, std::string_view column) {
  std::vector<std::string> all;
  for (const Row& row : rows) all.push_back(text_in(report, row, column));
  return all;
}

TEST_F(ReportTest, days_tell_each_day_of_each_person) {
  const auto ada = rows_of(Report::days, office.ada);
  EXPECT_THAT(texts(Report::days, ada, "state"),
              ElementsAre("present", "present", "present", "on_leave", "present", "day_off", "day_off"));
  EXPECT_EQ(seconds_in(Report::days, ada[1], "worked_seconds"), 7h + 48min);
  EXPECT_EQ(seconds_in(Report::days, ada[1], "late_seconds"), 12min);
  EXPECT_EQ(seconds_in(Report::days, ada[1], "balance_seconds"), -12min);
  EXPECT_EQ(text_in(Report::days, ada[3], "occasion"), "Unpaid leave");
  EXPECT_EQ(seconds_in(Report::days, ada[4], "leave_credit_seconds"), 4h);
  EXPECT_EQ(text_in(Report::days, ada[0], "schedule"), "Office, 9 to 5");
  EXPECT_EQ(std::get<reports::Words>(value(Report::days, ada[2], "flags")), reports::Words{"missing_out"});
  const auto first_in = std::get<reports::Moment>(value(Report::days, ada[1], "first_in"));
  EXPECT_EQ(to_rfc3339(first_in.at), "2026-03-03T08:12:00.000000Z");
  EXPECT_EQ(first_in.local, LocalTime{std::chrono::local_days{add_days(kReportMonday, 1)}} + 9h + 12min);
  const auto everybody = rows(office.query(Report::days));
  ASSERT_THAT(everybody, SizeIs(21));
  EXPECT_EQ(text_in(Report::days, everybody[0], "family_name"), "Babbage") << "by name";
  EXPECT_EQ(text_in(Report::days, everybody[20], "family_name"), "Lovelace");
}

TEST_F(ReportTest, late_tells_who_came_when_and_by_how_much) {
  const auto late = rows(office.query(Report::late));
  ASSERT_THAT(late, SizeIs(1));
  EXPECT_EQ(text_in(Report::late, late[0], "given_name"), "Ada");
  EXPECT_EQ(value(Report::late, late[0], "date"), date(1));
  EXPECT_EQ(std::get<reports::Moment>(value(Report::late, late[0], "shift_begin")).local,
            LocalTime{std::chrono::local_days{add_days(kReportMonday, 1)}} + 9h);
  EXPECT_EQ(seconds_in(Report::late, late[0], "late_seconds"), 12min);
}

TEST_F(ReportTest, early_tells_who_left_when_and_by_how_much) {
  EXPECT_THAT(rows(office.query(Report::early)), IsEmpty());
  office.stay(office.grace, add_days(kReportMonday, 1), 9h, 16h + 30min);
  const auto early = rows(office.query(Report::early));
  ASSERT_THAT(early, SizeIs(1));
  EXPECT_EQ(text_in(Report::early, early[0], "given_name"), "Grace");
  EXPECT_EQ(value(Report::early, early[0], "date"), date(1));
  const LocalTime midnight{std::chrono::local_days{add_days(kReportMonday, 1)}};
  EXPECT_EQ(std::get<reports::Moment>(value(Report::early, early[0], "shift_end")).local, midnight + 17h);
  EXPECT_EQ(std::get<reports::Moment>(value(Report::early, early[0], "last_out")).local, midnight + 16h + 30min);
  EXPECT_EQ(seconds_in(Report::early, early[0], "early_seconds"), 30min);
}

TEST_F(ReportTest, missing_tells_what_a_clerk_has_to_look_at) {
  const auto missing = rows(office.query(Report::missing));
  ASSERT_THAT(missing, SizeIs(1)) << "neither late nor overtime";
  EXPECT_EQ(text_in(Report::missing, missing[0], "flag"), "missing_out");
  EXPECT_EQ(value(Report::missing, missing[0], "date"), date(2));
  EXPECT_EQ(to_rfc3339(std::get<reports::Moment>(value(Report::missing, missing[0], "at")).at),
            "2026-03-04T08:00:00.000000Z");
}

TEST_F(ReportTest, overtime_tells_what_was_granted_and_what_was_not) {
  const auto overtime = rows(office.query(Report::overtime));
  ASSERT_THAT(overtime, SizeIs(1));
  EXPECT_EQ(text_in(Report::overtime, overtime[0], "given_name"), "Grace");
  EXPECT_EQ(seconds_in(Report::overtime, overtime[0], "overtime_seconds"), 0h);
  EXPECT_EQ(seconds_in(Report::overtime, overtime[0], "overtime_not_granted_seconds"), 1h);
}

TEST_F(ReportTest, absences_tell_leave_of_half_a_day_too) {
  EXPECT_THAT(texts(Report::absences, rows_of(Report::absences, office.ada), "state"),
              ElementsAre("on_leave", "present"));
  EXPECT_THAT(rows_of(Report::absences, office.grace), SizeIs(4));
  EXPECT_THAT(rows_of(Report::absences, office.administrator), SizeIs(5));
}

TEST_F(ReportTest, people_are_the_totals_of_their_days) {
  const auto ada = rows_of(Report::people, office.ada);
  ASSERT_THAT(ada, SizeIs(1));
  const auto days = expect_value(
      employee_attendance::run(office.ports(), {office.boss, office.ada, kReportMonday, kReportSunday}, office.now()));
  EXPECT_EQ(seconds_in(Report::people, ada[0], "worked_seconds"), 8h + 7h + 48min + 4h);
  EXPECT_EQ(seconds_in(Report::people, ada[0], "worked_seconds"), days.total.worked);
  EXPECT_EQ(seconds_in(Report::people, ada[0], "balance_seconds"), days.total.balance);
  EXPECT_EQ(value(Report::people, ada[0], "days_late"), Value(std::int64_t{1}));
  EXPECT_EQ(value(Report::people, ada[0], "flags_open"), Value(std::int64_t{1}));
}

TEST_F(ReportTest, sites_are_the_totals_of_their_people) {
  const auto sites = rows(office.query(Report::sites));
  ASSERT_THAT(sites, SizeIs(1));
  EXPECT_EQ(value(Report::sites, sites[0], "people"), Value(std::int64_t{3}));
  const auto people = expect_value(read({.query = office.query(Report::people)}));
  for (const char* column : {"worked_seconds", "expected_seconds", "balance_seconds", "overtime_not_granted_seconds"}) {
    EXPECT_EQ(seconds_in(Report::sites, sites[0], column), seconds_in(Report::people, people.totals, column)) << column;
  }
  EXPECT_EQ(value(Report::sites, sites[0], "days_absent"), value(Report::people, people.totals, "days_absent"));
}

TEST_F(ReportTest, a_running_balance_begins_where_it_is_told_to) {
  reports::Query query = office.query(Report::balances);
  query.employee = office.ada;
  query.from = 2026y / 3 / 4;
  const auto running = [&] { return seconds_in(Report::balances, rows(query).at(0), "running_balance_seconds"); };
  EXPECT_EQ(running(), -8h);
  query.since = kReportMonday;
  EXPECT_EQ(running(), -8h - 12min) << "with Tuesday's";
  EXPECT_EQ(seconds_in(Report::balances, rows(query).at(0), "balance_seconds"), -8h);
}

TEST_F(ReportTest, balances_come_by_month) {
  reports::Query query = office.query(Report::balances);
  query.employee = office.ada;
  query.from = 2026y / 2 / 27;
  const auto months = rows(query);
  ASSERT_THAT(months, SizeIs(2));
  EXPECT_EQ(value(Report::balances, months[0], "from"), Value(2026y / 2 / 27));
  EXPECT_EQ(value(Report::balances, months[0], "to"), Value(2026y / 2 / 28));
  EXPECT_EQ(value(Report::balances, months[1], "from"), Value(2026y / 3 / 1));
  EXPECT_EQ(value(Report::balances, months[1], "to"), Value(kReportSunday));
  EXPECT_EQ(seconds_in(Report::balances, months[1], "running_balance_seconds"), -8h - 12min);
}

TEST_F(ReportTest, presence_counts_people_by_hour) {
  const auto hours = rows(office.query(Report::presence));
  ASSERT_THAT(hours, SizeIs(7 * 24));
  const auto people_at = [&](int day, int hour) {
    return std::get<std::int64_t>(value(Report::presence, hours[static_cast<std::size_t>(24 * day + hour)], "people"));
  };
  EXPECT_EQ(people_at(0, 8), 0);
  EXPECT_EQ(people_at(0, 9), 2);
  EXPECT_EQ(people_at(0, 17), 1);
  EXPECT_EQ(people_at(4, 13), 1);
}

TEST_F(ReportTest, payroll_tells_what_is_paid) {
  const auto paid = rows_of(Report::payroll, office.ada);
  ASSERT_THAT(paid, SizeIs(1));
  EXPECT_EQ(seconds_in(Report::payroll, paid[0], "expected_seconds"), 32h);
  EXPECT_EQ(seconds_in(Report::payroll, paid[0], "worked_seconds"), 19h + 48min);
  EXPECT_EQ(seconds_in(Report::payroll, paid[0], "leave_credit_seconds"), 4h);
  EXPECT_EQ(value(Report::payroll, paid[0], "leave_unpaid_days"), Value(reports::HalfDays{2}));
  EXPECT_EQ(value(Report::payroll, paid[0], "late_minutes"), Value(std::int64_t{12}));
  EXPECT_EQ(value(Report::payroll, paid[0], "absence_days"), Value(std::int64_t{0}));
  EXPECT_EQ(value(Report::payroll, paid[0], "period_closed"), Value(false));
  EXPECT_EQ(text_in(Report::payroll, paid[0], "period_hash"), "");
}

TEST_F(ReportTest, payroll_names_the_closed_periods_that_cover_all_dates) {
  office.close_period(kReportMonday, add_days(kReportMonday, 3));
  EXPECT_EQ(value(Report::payroll, rows_of(Report::payroll, office.ada)[0], "period_closed"), Value(false));
  office.close_period(add_days(kReportMonday, 4), add_days(kReportSunday, 20), office.site);
  const auto paid = rows_of(Report::payroll, office.ada);
  EXPECT_EQ(value(Report::payroll, paid[0], "period_closed"), Value(true));
  EXPECT_EQ(text_in(Report::payroll, paid[0], "period_hash"), std::string(64, '0') + " " + std::string(64, '0'));
}

TEST_F(ReportTest, pages_together_are_the_whole) {
  for (const Report report : kAllReports) {
    const reports::Query query = office.query(report);
    const auto whole = rows(query);
    std::vector<Row> together;
    read_report::Input input{.query = query, .limit = 1};
    for (int page = 0; page < 10; ++page) {
      const auto output = expect_value(read(input));
      together.insert(together.end(), output.rows.begin(), output.rows.end());
      if (!output.next) break;
      input.after = *output.next;
    }
    EXPECT_EQ(together, whole) << to_string(report);
    EXPECT_EQ(whole.empty(), report == Report::early) << to_string(report) << ": nobody left early";
    for (const Row& row : whole) EXPECT_EQ(row.size(), reports::columns_of(report).size());
  }
}

TEST_F(ReportTest, employees_see_their_own_rows_only) {
  for (const Report report : kAllReports) {
    if (report == Report::sites || report == Report::presence || report == Report::overtime) continue;
    reports::Query query = office.query(report);
    query.actor = office.as_ada;
    EXPECT_EQ(rows(query), rows_of(report, office.ada)) << to_string(report);
    query.employee = office.grace;
    EXPECT_EQ(code_of(read({.query = query})), "permission_missing");
  }
  reports::Query query = office.query(Report::sites);
  query.actor = office.as_ada;
  EXPECT_EQ(value(Report::sites, rows(query).at(0), "people"), Value(std::int64_t{1}));
  query.report = Report::presence;
  EXPECT_EQ(value(Report::presence, rows(query).at(9), "people"), Value(std::int64_t{1}));
}

TEST_F(ReportTest, another_company_is_not_there) {
  const core::Company other{.id = office.outsider.company, .name = "Difference Engines", .created_at = office.now()};
  const core::Site site{core::SiteId::make(office.now()), other.id, "Works", "Asia/Colombo"};
  ASSERT_TRUE(office.store->write([&](core::Transaction& t) -> Result<void> {
    if (auto added = t.companies().add(other); !added) return added;
    return t.companies().add_site(site);
  }));
  for (const Report report : kAllReports) {
    reports::Query query = office.query(report);
    query.actor = office.outsider;
    EXPECT_THAT(rows(query), SizeIs(report == Report::presence ? 7 * 24 : 0)) << to_string(report);
    query.employee = office.ada;
    EXPECT_EQ(code_of(read({.query = query})), "employee_unknown") << to_string(report);
  }
  reports::Query query = office.query(Report::presence);
  query.site = site.id;
  EXPECT_EQ(code_of(read({.query = query})), "site_unknown");
}

TEST_F(ReportTest, filters_leave_out_people_and_days) {
  reports::Query query = office.query(Report::days);
  query.schedule = office.add_schedule("Nobody's hours");
  EXPECT_THAT(rows(query), IsEmpty());
  query.schedule = office.schedule;
  EXPECT_THAT(rows(query), SizeIs(21));
  query.from = add_days(kReportMonday, -2);
  EXPECT_THAT(rows(query), SizeIs(21)) << "the schedule begins on Monday";
  query.role = core::RoleId::make(office.now());
  EXPECT_THAT(rows(query), IsEmpty());
}

TEST_F(ReportTest, who_left_shows_until_then) {
  ASSERT_TRUE(office.store->write([&](core::Transaction& t) -> Result<void> {
    core::Employee ada = **t.employees().find(office.ada);
    ada.state = core::EmployeeState::inactive;
    ada.left_at = monday_morning() + std::chrono::hours{24};
    return t.employees().update(ada);
  }));
  std::vector<Value> dates;
  for (const Row& row : rows_of(Report::days, office.ada)) dates.push_back(value(Report::days, row, "date"));
  EXPECT_THAT(dates, ElementsAre(date(0), date(1), date(2), date(4))) << "with those on which they came nevertheless";
  const auto missing = rows_of(Report::missing, office.ada);
  EXPECT_THAT(texts(Report::missing, missing, "flag"),
              ::testing::Contains("outside_employment").Times(::testing::Ge(2)));
}

TEST_F(ReportTest, what_is_wrong_is_told) {
  const auto fields = [&](auto change, Report report = Report::days) {
    read_report::Input input{.query = office.query(report)};
    change(input);
    return fields_of(read(input));
  };
  EXPECT_THAT(fields([](auto& input) { input.query.to = 2027y / 3 / 3; }), ElementsAre("to"));
  EXPECT_THAT(fields([](auto& input) { input.query.to = 2026y / 3 / 1; }), ElementsAre("to"));
  EXPECT_THAT(fields([](auto& input) { input.query.to = 2026y / 6 / 30; }, Report::presence), ElementsAre("to"));
  EXPECT_THAT(fields([](auto& input) { input.query.since = kReportMonday; }), ElementsAre("since"));
  EXPECT_THAT(fields([](auto& input) { input.query.since = kReportSunday; }, Report::balances), ElementsAre("since"));
  EXPECT_THAT(fields([](auto& input) { input.limit = 0; }), ElementsAre("limit"));
  EXPECT_THAT(fields([&](auto& input) { input.after = office.ada.to_string(); }, Report::sites), ElementsAre("after"));
  const read_report::Input lost{.query = office.query(Report::days), .after = office.site.to_string()};
  EXPECT_EQ(code_of(read(lost)), "cursor_unknown");
}

}  // namespace
}  // namespace attendsense::service::testing
