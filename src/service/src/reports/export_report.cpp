#include "attendsense/service/reports/export_report.hpp"

#include "reports/report_file.hpp"

namespace attendsense::service::export_report {
namespace {

std::string file_name(const Input& input) {
  return std::string(to_string(input.query.report)) + "-" + to_string(input.query.from) + "-" +
         to_string(input.query.to) + (input.format == Format::csv ? ".csv" : ".xlsx");
}

}  // namespace

std::string_view media_type(Format format) {
  return format == Format::csv ? "text/csv; charset=utf-8; header=present"
                               : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

Result<void> check(const Input& input) {
  InputCheck check;
  reports::check_query(input.query, check);
  check.that(std::string_view(",;\t").contains(input.separator), "separator", "must be comma, semicolon or tab");
  check.that(input.decimal_mark == '.' || input.decimal_mark == ',', "decimal", "must be point or comma");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  auto report = reports::ReportRun::of(ports, input.query, now);
  if (!report) return fail(std::move(report));
  // std::function wants what can be copied.
  const auto file = std::make_shared<reports::ReportFile>(input, std::move(*report), now);
  return Output{.file_name = file_name(input), .media_type = std::string(media_type(input.format)), .pieces = [file] {
                  return file->next();
                }};
}

}  // namespace attendsense::service::export_report
