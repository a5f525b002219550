#pragma once

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/imports/import_report.hpp"
#include "attendsense/service/principal.hpp"

// Past punches from a CSV file with the columns time and direction (in, out), personnel_number or email, and where the
// file has them site and id. A time is RFC 3339, or a date and the clock of the site: "2026-03-29 08:30". The site is
// the person's own unless given. The id is the punch's name in the system that it comes from: where it is given, it and
// not the time tells whether a punch was imported before.
// Punches come in with the source "imported" and the same id each time, so that a file may be imported again; one that
// is known, or that a camera saw at the same time, stays as it is. Nobody is told of them as of one at a door.
// Needs approve_requests. Errors: as import_employees. What is refused by line: people who are not there, times in the
// future, before the hiring or after the leaving, times that the clock showed never or twice, closed periods.
namespace attendsense::service::import_punches {

struct Input {
  Principal actor = {};
  ImportFile file = {};
  bool preview = false;
};

using Output = ImportReport;

[[nodiscard]] Result<Output> run(core::Store& store, const Input& input, Instant now);

}  // namespace attendsense::service::import_punches
