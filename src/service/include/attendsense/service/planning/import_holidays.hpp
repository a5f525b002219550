#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// The whole days of an iCalendar file as holidays. What is there already stays as it is, so that a file may be sent
// again. All or nothing. Needs manage_schedules. Errors: invalid_input "calendar_malformed", "input_invalid" (also for
// a site that is not there); too_large "calendar_too_large".
namespace attendsense::service::import_holidays {

inline constexpr int kMostImportDays = 3660;
inline constexpr std::size_t kMostImported = 5000;

struct Input {
  Principal actor = {};
  std::string calendar = {};  // the file
  LocalDate from = {};        // days outside these dates are passed over
  LocalDate to = {};
  std::optional<core::SiteId> site = {};  // none: of every site
  core::HolidayKind kind = core::HolidayKind::public_holiday;
  bool preview = false;  // says what would be, and changes nothing
};

struct Day {
  LocalDate date;
  std::string name;

  auto operator<=>(const Day&) const = default;
};

// An event that is no holiday.
struct Skipped {
  std::int64_t line = 0;  // of the file, from 1
  std::string name;       // may be empty
  std::string why;        // a sentence
};

struct Output {
  std::vector<Day> added;  // by date, then name
  std::vector<Day> known;  // were there already, for the site or for all
  std::vector<Skipped> skipped;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::import_holidays
