#include "imports_json.hpp"

#include "views_json.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;

// 0: a file without lines.
json::value line_or_null(std::int64_t line) {
  return line == 0 ? json::value(nullptr) : json::value(line);
}

json::object to_json(const formats::LineError& error) {
  return {{"line", line_or_null(error.line)}, {"column", error.column}, {"message", error.message}};
}

json::object to_json(const service::FieldChange& change) {
  return {{"field", change.field}, {"before", change.before}, {"after", change.after}};
}

json::object to_json(const service::ImportedRow& row) {
  json::array changes;
  for (const service::FieldChange& change : row.changes) changes.push_back(to_json(change));
  return {{"line", line_or_null(row.line)},
          {"where", row.where},
          {"action", service::to_string(row.action)},
          {"subject", row.subject},
          {"changes", std::move(changes)}};
}

}  // namespace

json::object to_json(const service::ImportReport& report) {
  json::array errors;
  for (const formats::LineError& error : report.errors) errors.push_back(to_json(error));
  json::array rows;
  for (const service::ImportedRow& row : report.first_rows) rows.push_back(to_json(row));
  return {{"preview", report.preview},
          {"rows", report.rows},
          {"created", report.created},
          {"updated", report.updated},
          {"unchanged", report.unchanged},
          {"errors", std::move(errors)},
          {"errors_truncated", report.errors_truncated},
          {"first_rows", std::move(rows)}};
}

}  // namespace attendsense::api
