#include "attendsense/service/reports/read_report.hpp"

#include "attendsense/service/reports/export_report.hpp"
#include "downloads.hpp"
#include "endpoints/reports/endpoints.hpp"
#include "endpoints/reports/payroll_answer.hpp"
#include "query_input.hpp"
#include "reports_json.hpp"

namespace attendsense::api::endpoints {

namespace {

using service::export_report::Format;
using service::reports::Query;
using service::reports::Report;

// None: JSON.
struct Wanted {
  std::optional<Format> format;
};

std::optional<Wanted> parse_format(std::string_view text) {
  if (text == "json") return Wanted{};
  if (text == "csv") return Wanted{Format::csv};
  if (text == "xlsx") return Wanted{Format::xlsx};
  return std::nullopt;
}

std::optional<char> parse_separator(std::string_view text) {
  if (text == "comma") return ',';
  if (text == "semicolon") return ';';
  if (text == "tab") return '\t';
  return std::nullopt;
}

std::optional<char> parse_decimal_mark(std::string_view text) {
  if (text == "point") return '.';
  if (text == "comma") return ',';
  return std::nullopt;
}

Query read_query(const Call& call, Report report, ParameterReader& query) {
  Query wanted{.actor = call.principal, .report = report};
  wanted.from = query.required("from", query.date("from"));
  wanted.to = query.required("to", query.date("to"));
  wanted.since = query.date("since");
  wanted.site = query.id<core::SiteId>("site_id");
  wanted.role = query.id<core::RoleId>("role_id");
  wanted.schedule = query.id<core::ScheduleId>("schedule_id");
  wanted.employee = query.id<core::EmployeeId>("employee_id");
  return wanted;
}

Result<http::Response> answer_page(const Call& call, const Query& wanted, ParameterReader& query) {
  service::read_report::Input input{.query = wanted};
  input.after = query.text("after").value_or("");
  input.limit = query.limit();
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto page = service::read_report::run(call.ports(), input, call.now);
  if (!page) return fail(page.error());
  return json_response(200, to_json(wanted, *page));
}

Result<http::Response> answer_payroll(const Call& call, const service::export_report::Input& input) {
  return payroll_response(service::export_payroll::run(call.ports(),
                                                       {.query = input.query,
                                                        .mapping = {},
                                                        .format = input.format,
                                                        .separator = input.separator,
                                                        .decimal_mark = input.decimal_mark},
                                                       call.now));
}

Result<http::Response> answer_file(const Call& call, const Query& wanted, Format format, ParameterReader& query) {
  service::export_report::Input input{.query = wanted, .format = format};
  if (format == Format::csv) {
    input.separator = query.choice("separator", parse_separator, "comma, semicolon or tab").value_or(',');
    input.decimal_mark = query.choice("decimal", parse_decimal_mark, "point or comma").value_or('.');
  }
  if (wanted.report == Report::payroll && query.integer("layout").value_or(1) != 1) {
    return fail(Failure::invalid_input, "layout_unknown", "There is no such layout of the payroll file",
                "The layouts are: 1");
  }
  if (auto done = query.finish(); !done) return fail(std::move(done));
  if (wanted.report == Report::payroll) return answer_payroll(call, input);
  auto file = service::export_report::run(call.ports(), input, call.now);
  if (!file) return fail(std::move(file));
  return download_response(call, {std::move(file->media_type), std::move(file->file_name), std::move(file->pieces)});
}

}  // namespace

Result<http::Response> read_report(Call& call) {
  const auto report = service::reports::parse_report(call.path_text("report"));
  if (!report) {
    return fail(Failure::not_found, "report_unknown", "There is no such report",
                "They are days, people, sites, late, missing, overtime, balances, absences, presence and payroll");
  }
  ParameterReader query = ParameterReader::of_query(call);
  const Query wanted = read_query(call, *report, query);
  const Wanted as = query.choice("format", parse_format, "json, csv or xlsx").value_or(Wanted{});
  return as.format ? answer_file(call, wanted, *as.format, query) : answer_page(call, wanted, query);
}

}  // namespace attendsense::api::endpoints
