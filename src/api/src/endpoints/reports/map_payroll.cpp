#include "endpoints/reports/endpoints.hpp"
#include "endpoints/reports/payroll_answer.hpp"
#include "json_input.hpp"

namespace attendsense::api::endpoints {

namespace {

using namespace service::reports;

std::optional<char> parse_separator(std::string_view text) {
  for (const std::string_view allowed : {",", ";", "\t", "|"})
    if (text == allowed) return text.front();
  return std::nullopt;
}

std::optional<char> parse_decimal_mark(std::string_view text) {
  if (text != "." && text != ",") return std::nullopt;
  return text.front();
}

MappedColumn read_column(ObjectReader column) {
  MappedColumn read{.name = column.text("name"),
                    .value = column.optional_text("value"),
                    .constant = column.optional_text("constant"),
                    .format = column.optional_text("format").value_or("")};
  // What does not fit is out of bounds, too.
  const auto small = [](std::int64_t number) { return static_cast<int>(std::clamp<std::int64_t>(number, -1, 10'000)); };
  if (const auto places = column.optional_integer("places")) read.places = small(*places);
  if (const auto width = column.optional_integer("width")) read.width = small(*width);
  return read;
}

PayrollMapping read_mapping(ObjectReader mapping) {
  PayrollMapping read;
  read.version = mapping.required("version", mapping.optional_integer("version")) == 1 ? 1 : 0;
  read.layout = mapping.optional_choice("format", parse_layout, "csv or fixed").value_or(Layout::csv);
  read.separator =
      mapping.optional_choice("separator", parse_separator, "a comma, a semicolon, a tab or |").value_or(';');
  read.decimal_mark = mapping.optional_choice("decimal", parse_decimal_mark, "a point or a comma").value_or('.');
  read.encoding =
      mapping.optional_choice("encoding", parse_encoding, "utf-8 or windows-1252").value_or(Encoding::utf_8);
  read.header = mapping.optional_flag("header").value_or(true);
  read.rows =
      mapping.optional_choice("rows", parse_mapped_rows, "person, day or wage_type").value_or(MappedRows::person);
  for (ObjectReader& column : mapping.objects("columns")) read.columns.push_back(read_column(column));
  for (ObjectReader& wage : mapping.optional_objects("wage_types"))
    read.wage_types.push_back({wage.text("code"), wage.text("value")});
  return read;
}

}  // namespace

Result<http::Response> map_payroll(Call& call) {
  auto body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  service::export_payroll::Input input{.query = {.actor = call.principal, .report = Report::payroll}};
  input.query.from = root.required("from", root.optional_date("from"));
  input.query.to = root.required("to", root.optional_date("to"));
  input.query.site = root.optional_id<core::SiteId>("site_id");
  input.query.role = root.optional_id<core::RoleId>("role_id");
  input.query.schedule = root.optional_id<core::ScheduleId>("schedule_id");
  input.query.employee = root.optional_id<core::EmployeeId>("employee_id");
  input.mapping = read_mapping(root.object("mapping"));
  if (auto done = body->finish(); !done) return fail(std::move(done));
  return payroll_response(service::export_payroll::run(call.ports(), input, call.now));
}

}  // namespace attendsense::api::endpoints
