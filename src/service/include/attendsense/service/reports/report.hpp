#pragma once

// What reports there are, who may see them, and the one form that all of them have: columns with names and types, and
// rows of values. JSON, CSV and XLSX are written from these.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/ids.hpp"
#include "attendsense/service/principal.hpp"

namespace attendsense::service::reports {

enum class Report {
  days,      // a row a person and day
  people,    // the totals of each person
  sites,     // the totals of each site
  late,      // a row for each late arrival
  early,     // a row for each early leave
  missing,   // a row for each flag that a clerk has to look at
  overtime,  // a row for each day with time beyond what was expected
  balances,  // a row a person and month, with the running balance
  absences,  // a row for each day of absence, leave, holiday or closure
  presence,  // people by hour, for a chart
  payroll,   // a row a person, in a layout that does not change
};
std::string_view to_string(Report report);
std::optional<Report> parse_report(std::string_view text);

enum class ValueType {
  text,
  words,  // several, of a vocabulary
  integer,
  date,
  moment,
  duration,  // seconds, never negative; in tables as h:mm and as decimal hours
  hours,     // seconds, may be negative; in tables as decimal hours
  days,      // with halves
  yes_no,
};

struct Moment {
  Instant at;
  LocalTime local;  // on the wall of the site
  bool operator==(const Moment&) const = default;
};

struct HalfDays {
  std::int64_t halves = 0;
  bool operator==(const HalfDays&) const = default;
};

using Words = std::vector<std::string>;
// As the column's type has it; monostate: there is none.
using Value = std::variant<std::monostate, std::string, Words, std::int64_t, LocalDate, Moment, std::chrono::seconds,
                           HalfDays, bool>;
using Row = std::vector<Value>;

enum class Shown { everywhere, in_json };

struct Column {
  std::string_view name;     // "worked_seconds", as in the JSON
  std::string_view heading;  // "Worked", as in tables
  ValueType type = ValueType::text;
  bool summed = false;  // makes sense in a total
  Shown shown = Shown::everywhere;
};

// In the order of the values of each row.
[[nodiscard]] const std::vector<Column>& columns_of(Report report);

inline constexpr int kMostDays = 366;
inline constexpr int kMostDaysOfPresence = 92;

// What is asked for. Without view_all one's own rows only.
struct Query {
  Principal actor = {};
  Report report = Report::days;
  LocalDate from = {};
  LocalDate to = {};                    // inclusive
  std::optional<LocalDate> since = {};  // of balances: where the running balance is 0; none: `from`
  std::optional<core::SiteId> site = {};
  std::optional<core::RoleId> role = {};
  std::optional<core::ScheduleId> schedule = {};  // days on which this is followed
  std::optional<core::EmployeeId> employee = {};
};

}  // namespace attendsense::service::reports
