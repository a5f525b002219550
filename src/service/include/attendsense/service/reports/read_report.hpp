#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/service/input_check.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/reports/report.hpp"

// A page of a report: the rows of some people, in the order of their names. Reports about nobody in particular (sites,
// presence) have one page. Errors: not_found "employee_unknown", "site_unknown"; invalid_input "cursor_unknown".
namespace attendsense::service::read_report {

// A page of whole days has as many people as fit, one at least.
inline constexpr int kMostDaysAPage = 5'000;

struct Input {
  reports::Query query = {};
  std::string after = {};         // the `next` of the page before
  int limit = kDefaultPageLimit;  // people
};

struct Output {
  std::vector<reports::Row> rows;
  reports::Row totals;  // of these rows, where their column is summed
  std::optional<std::string> next;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_report
