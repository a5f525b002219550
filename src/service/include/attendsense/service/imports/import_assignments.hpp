#pragma once

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/imports/import_report.hpp"
#include "attendsense/service/principal.hpp"

// Who follows which schedule, from a CSV file with the columns schedule and from, exactly one of personnel_number,
// email, role and site in each row, and where the file has them until and cycle_start. The same schedule for the same
// people from the same date is one assignment, whose other dates become those of the row; an empty `until` means until
// further notice, an empty cycle_start the first date. Nothing is removed.
// Needs manage_schedules. Errors: as import_employees.
namespace attendsense::service::import_assignments {

struct Input {
  Principal actor = {};
  ImportFile file = {};
  bool preview = false;
};

using Output = ImportReport;

[[nodiscard]] Result<Output> run(core::Store& store, const Input& input, Instant now);

}  // namespace attendsense::service::import_assignments
