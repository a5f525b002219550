#include <gmock/gmock.h>

#include "attendsense/service/company/create_site.hpp"
#include "attendsense/service/corrections/decide_correction.hpp"
#include "attendsense/service/periods/list_periods.hpp"
#include "attendsense/service/periods/read_period.hpp"
#include "attendsense/service/planning/request_leave.hpp"
#include "periods/periods_office.hpp"

// When a period can be closed, and opened again.

namespace attendsense::service::testing {
namespace {

using core::PeriodState;
using ::testing::ElementsAre;

constexpr LocalDate kWednesday = 2026y / 3 / 4;

struct ClosePeriod : ::testing::Test {
  PeriodsOffice office;

  auto list(const list_periods::Input& input) {
    std::vector<core::PeriodId> ids;
    for (const auto& period : expect_value(list_periods::run(office.ports(), input, office.now())).items)
      ids.push_back(period.id);
    return ids;
  }

  core::SiteId branch() {
    return expect_value(create_site::run(office.ports(), {office.boss, "Branch", "Europe/Paris"}, office.now())).id;
  }
};

TEST_F(ClosePeriod, a_period_is_closed_once_its_last_work_day_is_over) {
  office.week.to = add_days(kReportSunday, 1);
  EXPECT_EQ(code_of(office.close()), "period_not_ended") << "that is today";
  office.punch(office.ada, kReportSunday, 23h, core::Direction::in);
  office.week.to = kReportSunday;
  EXPECT_EQ(code_of(office.close()), "period_not_ended") << "she came at 11 in the night and may still be there";
  office.clock.advance(24h);
  const core::Period period = expect_value(office.close());
  EXPECT_EQ(period.state, PeriodState::closed);
  EXPECT_EQ(period.hash.size(), 64U);
  EXPECT_EQ(period.closed_by, office.boss.actor());
  EXPECT_THAT(office.audit_actions(), ::testing::Contains("period.close"));
}

TEST_F(ClosePeriod, periods_of_the_same_people_do_not_overlap) {
  office.week.site = branch();
  expect_value(office.close());
  office.week.site = office.site;
  expect_value(office.close());
  EXPECT_EQ(code_of(office.close()), "period_overlaps");
  office.week.site = {};
  EXPECT_EQ(code_of(office.close()), "period_overlaps");
  office.week.from = office.week.to = add_days(kReportMonday, -1);
  expect_value(office.close());
}

TEST_F(ClosePeriod, what_waits_is_named_and_can_only_be_refused_afterwards) {
  const auto correction = expect_value(office.correct_wednesday(false)).correction.id;
  request_leave::Input leave{.actor = office.as_ada, .kind = office.add_leave_kind("Study")};
  leave.from = leave.to = add_days(kReportMonday, 1);
  const auto asked = expect_value(request_leave::run(office.ports(), leave, office.now()));
  EXPECT_EQ(code_of(office.close()), "period_has_requests");
  EXPECT_THAT(fields_of(office.close()),
              ElementsAre("correction " + correction.to_string(), "leave " + asked.leave.id.to_string()));
  office.week.force = true;
  expect_value(office.close());
  using decide_correction::Verdict;
  const auto decide = [&](Verdict verdict) {
    return decide_correction::run(office.ports(), {office.boss, correction, verdict, ""}, office.now());
  };
  EXPECT_EQ(code_of(decide(Verdict::approve)), "period_closed");
  EXPECT_TRUE(decide(Verdict::refuse).has_value());
}

TEST_F(ClosePeriod, requests_of_other_dates_do_not_matter) {
  expect_value(office.correct_wednesday(false));
  office.week.to = add_days(kWednesday, -1);
  EXPECT_TRUE(office.close().has_value());
}

TEST_F(ClosePeriod, what_is_opened_again_can_be_corrected_and_closed_anew) {
  const core::Period first = expect_value(office.close());
  EXPECT_EQ(code_of(office.correct_wednesday(true)), "period_closed");
  const core::Period reopened = expect_value(office.reopen(first.id));
  EXPECT_EQ(reopened.state, PeriodState::reopened);
  EXPECT_EQ(reopened.reason, "A capture came late");
  EXPECT_EQ(reopened.hash, first.hash);
  EXPECT_EQ(code_of(office.reopen(first.id)), "period_reopened");
  expect_value(office.correct_wednesday(true));
  office.clock.advance(1h);
  const core::Period second = expect_value(office.close());
  EXPECT_NE(second.hash, first.hash);
  EXPECT_THAT(list({.actor = office.boss}), ElementsAre(second.id, first.id));
  EXPECT_THAT(list({.actor = office.boss, .state = PeriodState::closed}), ElementsAre(second.id));
  EXPECT_THAT(list({.actor = office.boss, .after = second.id.to_string(), .limit = 1}), ElementsAre(first.id));
}

TEST_F(ClosePeriod, a_list_can_be_of_a_site) {
  const core::SiteId site = branch();
  office.week.site = site;
  const auto of_branch = expect_value(office.close()).id;
  EXPECT_THAT(list({.actor = office.boss, .site = site}), ElementsAre(of_branch));
  EXPECT_THAT(list({.actor = office.boss, .site = office.site}), ElementsAre());
  const list_periods::Input nowhere{.actor = office.boss, .after = site.to_string()};
  EXPECT_EQ(code_of(list_periods::run(office.ports(), nowhere, office.now())), "cursor_unknown");
}

TEST_F(ClosePeriod, dates_and_reasons_are_checked) {
  office.week.to = add_days(kReportMonday, -1);
  EXPECT_THAT(fields_of(office.close()), ElementsAre("to"));
  office.week.to = add_days(kReportMonday, 92);
  EXPECT_FALSE(fields_of(office.close()).empty());
  office.week.to = kReportSunday;
  office.week.site = core::SiteId::make(office.now());
  EXPECT_EQ(code_of(office.close()), "site_unknown");
  const auto reopened = reopen_period::run(office.ports(), {office.boss, {}, " x "}, office.now());
  EXPECT_THAT(fields_of(reopened), ElementsAre("reason"));
}

TEST_F(ClosePeriod, another_companys_period_is_not_there) {
  const core::PeriodId id = expect_value(office.close()).id;
  const Principal& outsider = office.outsider;
  EXPECT_EQ(code_of(read_period::run(office.ports(), {outsider, id}, office.now())), "period_unknown");
  EXPECT_EQ(code_of(verify_period::run(office.ports(), {outsider, id}, office.now())), "period_unknown");
  EXPECT_EQ(code_of(period_changes::run(office.ports(), {.actor = outsider, .period = id}, office.now())),
            "period_unknown");
  EXPECT_EQ(code_of(reopen_period::run(office.ports(), {outsider, id, "mine now"}, office.now())), "period_unknown");
}

}  // namespace
}  // namespace attendsense::service::testing
