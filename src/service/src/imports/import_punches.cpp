#include "attendsense/service/imports/import_punches.hpp"

#include "imports/punch_rows.hpp"

namespace attendsense::service::import_punches {
namespace {

// In the order of PunchRows::Column.
std::vector<formats::CsvColumn> columns() {
  using enum formats::ColumnNeed;
  return {{"personnel_number", optional},
          {"email", optional},
          {"time"},
          {"direction"},
          {"site", optional},
          {"id", optional}};
}

}  // namespace

Result<Output> run(core::Store& store, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::approve_requests); !allowed) {
    return fail(std::move(allowed));
  }
  const auto hash = hash_of(input.file);
  if (!hash) return fail(hash.error());
  PunchRows rows(input.actor, now, PunchRows::Twice::refuse);
  auto report = run_import(store, input.actor, csv_records(input.file, columns()), rows, "punches.import", *hash,
                           input.preview, now);
  if (!report) return report;
  return refused_or(std::move(*report));
}

}  // namespace attendsense::service::import_punches
