#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/core/period.hpp"
#include "attendsense/core/timesheet.hpp"
#include "attendsense/service/input_check.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// What payroll would be told now and was not: late captures, schedules that were changed, people who came into it
// afterwards. Reckoned anew, nothing is written. Needs close_periods. Errors: not_found "period_unknown".
namespace attendsense::service::period_changes {

struct Input {
  Principal actor = {};
  core::PeriodId period = {};
  std::string after = {};         // the `next` of the page before
  int limit = kDefaultPageLimit;  // people that a page looks at
};

struct Item {
  PersonView person;
  LocalDate date;
  std::optional<core::DayFigures> before;  // none: payroll was told nothing of this person and date
  core::DayFigures after;
};

struct Output {
  core::Period period;
  std::vector<Item> items;  // by employee id, then date; a page may be empty and have a next
  std::optional<std::string> next;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::period_changes
