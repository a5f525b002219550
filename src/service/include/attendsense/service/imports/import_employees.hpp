#pragma once

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/imports/import_report.hpp"
#include "attendsense/service/principal.hpp"

// People from a CSV file with the columns email, given_name, family_name, and where the file has them honorific, role,
// site, personnel_number, state, hired_at, left_at. Whoever has the personnel number, else the e-mail, of a row is
// changed where they differ; nobody else is touched. An empty cell leaves what is there, "-" takes it away. Dates are
// those of the person's site: hired_at the first day, left_at the last. Passwords and photos are not imported.
// Needs manage_employees. A file that was imported changes nothing when it is imported again.
// Errors: invalid_input "import_refused" with every error of the file, unless it is a preview, which reports them;
// those of the file's source and of the store; conflict "import_overtaken".
namespace attendsense::service::import_employees {

struct Input {
  Principal actor = {};
  ImportFile file = {};
  bool preview = false;
};

using Output = ImportReport;

[[nodiscard]] Result<Output> run(core::Store& store, const Input& input, Instant now);

}  // namespace attendsense::service::import_employees
