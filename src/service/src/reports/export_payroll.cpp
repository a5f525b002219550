#include "attendsense/service/reports/export_payroll.hpp"

#include "reports/mapped_file.hpp"
#include "reports/mapped_values.hpp"
#include "reports/report_file.hpp"

namespace attendsense::service::export_payroll {
namespace {

using reports::ReportRun;

export_report::Input as_export(const Input& input) {
  export_report::Input plain{
      .query = input.query, .format = input.format, .separator = input.separator, .decimal_mark = input.decimal_mark};
  plain.query.report = reports::Report::payroll;
  return plain;
}

std::string file_name(const reports::Query& query, std::string_view ending) {
  return "payroll-" + to_string(query.from) + "-" + to_string(query.to) + std::string(ending);
}

Result<Output> in_layout_1(Ports& ports, const Input& input, Instant now) {
  const export_report::Input plain = as_export(input);
  auto run = ReportRun::of(ports, plain.query, now);
  if (!run) return fail(std::move(run));
  Output output{.file_name = file_name(plain.query, input.format == export_report::Format::csv ? ".csv" : ".xlsx"),
                .media_type = std::string(export_report::media_type(input.format)),
                .content = {},
                .period_hashes = run->period_hashes()};
  reports::ReportFile file(plain, std::move(*run), now);
  for (;;) {
    auto piece = file.next();
    if (!piece) return fail(std::move(piece));
    if (!*piece) return output;
    output.content += **piece;
  }
}

std::string media_type(const reports::PayrollMapping& mapping) {
  const std::string type = mapping.layout == reports::Layout::csv ? "text/csv" : "text/plain";
  return type + (mapping.encoding == reports::Encoding::utf_8 ? "; charset=utf-8" : "; charset=windows-1252");
}

Result<Output> as_mapped(Ports& ports, const Input& input, Instant now) {
  const reports::PayrollMapping& mapping = *input.mapping;
  const reports::Query query = as_export(input).query;
  auto run = ReportRun::of(ports, query, now, reports::make_mapped_rows(mapping.rows));
  if (!run) return fail(std::move(run));
  reports::MappedFile file(mapping);
  std::vector<reports::Row> rows;
  const std::size_t lot = run->lot();
  for (auto people = run->people(); !people.empty(); people = people.subspan(std::min(lot, people.size()))) {
    if (auto added = run->add(people.first(std::min(lot, people.size())), rows); !added) return fail(std::move(added));
    for (const reports::Row& row : rows) file.add(row);
    rows.clear();
  }
  const std::string_view ending = mapping.layout == reports::Layout::csv ? ".csv" : ".txt";
  return Output{.file_name = file_name(query, ending),
                .media_type = media_type(mapping),
                .content = file.take(),
                .period_hashes = run->period_hashes()};
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  const bool by_day = input.mapping && input.mapping->rows == reports::MappedRows::day;
  if (by_day) check.dates(input.query.from, input.query.to, kMostMappedDays);
  if (!by_day) reports::check_query(as_export(input).query, check);
  if (input.mapping) reports::check_mapping(*input.mapping, check);
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  if (Result<void> plain = export_report::check(as_export(input)); !plain) return fail(std::move(plain));
  return input.mapping ? as_mapped(ports, input, now) : in_layout_1(ports, input, now);
}

}  // namespace attendsense::service::export_payroll
