#pragma once

#include <optional>
#include <string>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/imports/import_report.hpp"
#include "attendsense/service/principal.hpp"

// Attendance in the JSON of the system that AttendSense replaces, which keeps clock times by date:
//   {"2024": {"03": {"24": {"entrance": ["08-30"], "leave": ["17-24"]}}}}
// of the employee that is given, or of many by their e-mail: {"ada@example.com": {"2024": {…}}, …}. Times are those of
// the employee's site; each becomes a punch at that date and time, whose work day our own rules find, so that a leave
// in the morning ends the night shift of the day before. A time that the clock showed twice is taken for the first.
// Otherwise as import_punches; errors name the path "/2024/03/24/leave/0".
// invalid_input "attendance_malformed" where the text is no JSON.
namespace attendsense::service::import_attendance {

struct Input {
  Principal actor = {};
  std::string json = {};
  std::optional<core::EmployeeId> employee = {};  // none: the file names everybody
  bool preview = false;
};

using Output = ImportReport;

[[nodiscard]] Result<Output> run(core::Store& store, const Input& input, Instant now);

}  // namespace attendsense::service::import_attendance
