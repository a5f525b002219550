#pragma once

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/imports/import_report.hpp"
#include "attendsense/service/principal.hpp"

// Schedules from a CSV file, a row a shift, with the columns schedule, day, from, to, and where the file has them week,
// shift, flexible, core_from, core_to, expected. A day is monday to sunday, of a week from 1 on where the pattern has
// several; or a number from 1 on, and then the schedule rotates. Days without a row are off; a row with neither from
// nor to is a day off, for rosters that end with some. Times are "08:00"; "06:00" after "22:00" is on the next date, as
// is "30:00". A shift with core times is flexible; expected is the working time without unpaid breaks, as long as the
// shift where nothing is said. A schedule of the same name gets these days and keeps its rules; a new one has every
// rule off. Schedules that the file does not name stay.
// Needs manage_schedules. Everything in one transaction. Errors: as import_employees; too_large "import_too_long" above
// kMostScheduleRows.
namespace attendsense::service::import_schedules {

inline constexpr std::size_t kMostScheduleRows = 20'000;

struct Input {
  Principal actor = {};
  ImportFile file = {};
  bool preview = false;
};

using Output = ImportReport;  // created, updated and unchanged count schedules, rows count rows

[[nodiscard]] Result<Output> run(core::Store& store, const Input& input, Instant now);

}  // namespace attendsense::service::import_schedules
