#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <fstream>
#include <memory>

#include "attendsense/base/files.hpp"
#include "attendsense/cli/exit_code.hpp"
#include "attendsense/service/imports/import_assignments.hpp"
#include "attendsense/service/imports/import_attendance.hpp"
#include "attendsense/service/imports/import_employees.hpp"
#include "attendsense/service/imports/import_punches.hpp"
#include "attendsense/service/imports/import_schedules.hpp"
#include "command.hpp"
#include "foundations.hpp"

namespace attendsense::app {
namespace {

struct ImportOptions {
  std::string file;
  std::string employee;  // of attendance: an e-mail; empty: the file names everybody
  bool preview = false;
};

using Run = std::function<Result<service::ImportReport>(core::Store&, const service::Principal&, const ImportOptions&,
                                                        Instant)>;

// Read anew each time; a file that cannot be read says so when it is first asked for bytes.
service::ImportFile file_of(const std::string& path) {
  return [path]() -> formats::Source {
    auto file = std::make_shared<std::ifstream>(path, std::ios::binary);
    return [path, file](std::span<char> into) -> Result<std::size_t> {
      if (!file->is_open() || file->bad()) {
        return fail(Failure::not_found, "file_unreadable", "The file " + path + " cannot be read",
                    "Check its name and that you may read it");
      }
      file->read(into.data(), static_cast<std::streamsize>(into.size()));
      return static_cast<std::size_t>(file->gcount());
    };
  };
}

Result<core::CompanyId> only_company(core::Transaction& transaction) {
  const auto companies = transaction.companies().all();
  if (!companies) return fail(companies.error());
  if (companies->empty()) {
    return fail(Failure::not_found, "not_registered", "No company is registered yet",
                "Open the server's address in a browser, or register with POST /api/v1/setup");
  }
  return companies->front().id;
}

void print_report(const service::ImportReport& report) {
  for (const service::ImportedRow& row : report.first_rows) {
    if (!report.preview || row.action == service::ImportAction::unchanged) continue;
    fmt::print("{}: {} {}\n", row.where.empty() ? fmt::format("line {}", row.line) : row.where,
               service::to_string(row.action), row.subject);
    for (const service::FieldChange& change : row.changes) {
      if (change.before.empty())
        fmt::print("    {}: {}\n", change.field, change.after);
      else
        fmt::print("    {}: {} -> {}\n", change.field, change.before, change.after);
    }
  }
  for (const formats::LineError& error : report.errors) fmt::print(stderr, "{}\n", formats::to_string(error));
  if (report.errors_truncated) fmt::print(stderr, "There are more errors than these {}.\n", report.errors.size());
  fmt::print("{} rows: {} {}, {} {}, {} unchanged{}\n", report.rows, report.created,
             report.preview ? "would be created" : "created", report.updated,
             report.preview ? "would be updated" : "updated", report.unchanged,
             report.errors.empty() ? "" : fmt::format("; {} errors", report.errors.size()));
}

Result<int> import(const config::Config& config, const ImportOptions& options, const Run& run) {
  const Result<std::unique_ptr<core::Store>> store = open_store(config);
  if (!store) return fail(store.error());
  const auto company = core::read_from(**store, only_company);
  if (!company) return fail(company.error());
  auto report = run(**store, service::Principal::system(*company), options, SystemClock().now());
  if (!report) {
    if (report.error().code != "import_refused") return fail(std::move(report));
    for (const FieldError& field : report.error().fields) fmt::print(stderr, "{}: {}\n", field.field, field.message);
    return fail(std::move(report));
  }
  print_report(*report);
  return report->errors.empty() ? cli::done : cli::check_failed;
}

template <class Input>
Run of_csv(Result<service::ImportReport> (*use_case)(core::Store&, const Input&, Instant)) {
  return [use_case](core::Store& store, const service::Principal& actor, const ImportOptions& options, Instant now) {
    return use_case(store, {actor, file_of(options.file), options.preview}, now);
  };
}

Result<service::ImportReport> run_attendance(core::Store& store, const service::Principal& actor,
                                             const ImportOptions& options, Instant now) {
  const auto bytes = read_file(options.file);
  if (!bytes) return fail(bytes.error());
  service::import_attendance::Input input{actor, std::string(as_text(*bytes)), std::nullopt, options.preview};
  if (!options.employee.empty()) {
    const auto found = core::read_from(
        store, [&](core::Transaction& transaction) { return transaction.employees().find_by_email(options.employee); });
    if (!found) return fail(found.error());
    if (found->empty()) {
      return fail(Failure::not_found, "employee_unknown", "Nobody has the e-mail " + options.employee,
                  "Import the employees first");
    }
    input.employee = found->front().id;
  }
  return service::import_attendance::run(store, input, now);
}

}  // namespace

void add_import(Program program) {
  CLI::App* command =
      program.app.add_subcommand("import", "Bring in people, schedules and past punches from files, repeatably");
  command->require_subcommand(1);
  command->fallthrough();
  const auto add = [&](const char* name, const char* what, const Run& run) {
    auto options = std::make_shared<ImportOptions>();
    CLI::App* one = command->add_subcommand(name, what);
    one->add_option("FILE", options->file, "The file; docs/attendance.md describes its columns")->required();
    one->add_flag("--preview", options->preview, "Say what would be, with every error, and change nothing");
    one->callback([program, options, run] {
      program.action = [options, run](const GlobalOptions& global) -> Result<int> {
        const Result<config::Config> config = load_settings(global);
        if (!config) return fail(config.error());
        return import(*config, *options, run);
      };
    });
    return std::pair(one, options);
  };
  add("employees", "People, from CSV", of_csv<service::import_employees::Input>(service::import_employees::run));
  add("schedules", "Schedules, from CSV: a row a shift",
      of_csv<service::import_schedules::Input>(service::import_schedules::run));
  add("assignments", "Who follows which schedule, from CSV",
      of_csv<service::import_assignments::Input>(service::import_assignments::run));
  add("punches", "Past punches, from CSV", of_csv<service::import_punches::Input>(service::import_punches::run));
  const auto [attendance, options] =
      add("attendance", "Past attendance, from the JSON of the system that AttendSense replaces", run_attendance);
  attendance->add_option("--employee", options->employee, "Whose it is, by e-mail; else the file names each");
}

}  // namespace attendsense::app
