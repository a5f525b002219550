#pragma once

// How each report makes its rows of people's days.

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "attendsense/service/reports/report.hpp"
#include "timekeeping.hpp"

namespace attendsense::service::reports {

// What all rows of a report have in common.
struct Context {
  const Query& query;
  const Timekeeping& timekeeping;
  std::span<const core::Period> closed;                                     // that touch the dates
  const std::multimap<core::EmployeeId, const core::Leave*>& unpaid_leave;  // approved
  core::SiteId zone_giver;                                                  // of reports about nobody in particular
  Instant now;
};

// One person and the days that the report is about.
struct Person {
  const Context& context;
  const core::Employee& employee;
  std::span<const core::DayFigures> days;

  [[nodiscard]] const core::Site& site() const { return context.timekeeping.sites().site(employee.site); }

  [[nodiscard]] const TimeZone& zone() const { return context.timekeeping.sites().zone(employee.site); }
};

class RowMaker {
 public:
  virtual ~RowMaker() = default;
  // Appends this person's rows.
  virtual void add(const Person& person, std::vector<Row>& rows) = 0;

  // Appends the rows about everybody who was added.
  virtual void finish(const Context&, std::vector<Row>&) {}
};

// Whether its rows are about one person each, so that it can be read in pages.
[[nodiscard]] bool is_about_people(Report report);
[[nodiscard]] std::unique_ptr<RowMaker> make_row_maker(Report report);

// What a clerk has to look at: somebody forgot something, or was there when nobody expected it.
[[nodiscard]] bool needs_a_look(core::Flag flag);
[[nodiscard]] int flags_open(const core::PeriodFigures& figures);

}  // namespace attendsense::service::reports
