#include "attendsense/service/reports/payroll_mapping.hpp"

#include "reports/mapped_values.hpp"

namespace attendsense::service::reports {
namespace {

constexpr std::size_t kMostColumns = 100;
constexpr std::size_t kMostWageTypes = 50;
constexpr int kMostPlaces = 4;
constexpr int kWidest = 200;

bool is_among(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

void check_format(const std::string& format, const std::vector<ValueType>& types, const std::string& path,
                  InputCheck& check) {
  const bool suits = std::ranges::all_of(types, [&](ValueType type) { return can_write(type, format); });
  check.that(suits, path, "does not fit the value");
}

void check_column(const PayrollMapping& mapping, const MappedColumn& column, const std::string& path,
                  InputCheck& check) {
  check.name(column.name, path + ".name");
  check.that(column.value.has_value() != column.constant.has_value(), path, "needs a value or a constant, not both");
  check.that(column.places >= 0 && column.places <= kMostPlaces, path + ".places", "must be from 0 to 4");
  check.that(mapping.layout == Layout::csv || column.width.has_value(), path + ".width",
             "is needed where columns have fixed widths");
  check.that(!column.width || (*column.width >= 1 && *column.width <= kWidest), path + ".width",
             "must be from 1 to 200");
  if (column.constant) check.search(*column.constant, path + ".constant");
  if (!column.value) return;
  if (!is_among(mapped_values(mapping.rows), *column.value)) {
    check.that(false, path + ".value", "is no value of such rows");
    return;
  }
  check_format(column.format, types_of(mapping, *column.value), path + ".format", check);
}

void check_wage_types(const PayrollMapping& mapping, InputCheck& check) {
  const bool needed = mapping.rows == MappedRows::wage_type;
  check.that(needed != mapping.wage_types.empty(), "mapping.wage_types",
             needed ? "is needed for rows of wage types" : "is for rows of wage types only");
  check.that(mapping.wage_types.size() <= kMostWageTypes, "mapping.wage_types", "must be 50 at most");
  for (std::size_t i = 0; i < mapping.wage_types.size(); ++i) {
    const std::string path = "mapping.wage_types[" + std::to_string(i) + "]";
    check.name(mapping.wage_types[i].code, path + ".code", 20);
    const auto type = type_of(MappedRows::person, mapping.wage_types[i].value);
    check.that(type && is_amount(*type), path + ".value", "is no amount of a person");
  }
}

}  // namespace

std::string_view to_string(MappedRows rows) {
  switch (rows) {
    case MappedRows::person:
      return "person";
    case MappedRows::day:
      return "day";
    case MappedRows::wage_type:
      return "wage_type";
  }
  return "";
}

std::optional<MappedRows> parse_mapped_rows(std::string_view text) {
  for (const MappedRows rows : {MappedRows::person, MappedRows::day, MappedRows::wage_type})
    if (to_string(rows) == text) return rows;
  return std::nullopt;
}

std::optional<Layout> parse_layout(std::string_view text) {
  if (text == "csv") return Layout::csv;
  if (text == "fixed") return Layout::fixed_width;
  return std::nullopt;
}

std::optional<Encoding> parse_encoding(std::string_view text) {
  if (text == "utf-8") return Encoding::utf_8;
  if (text == "windows-1252") return Encoding::windows_1252;
  return std::nullopt;
}

void check_mapping(const PayrollMapping& mapping, InputCheck& check) {
  check.that(mapping.version == 1, "mapping.version", "must be 1");
  check.that(std::string_view(",;\t|").contains(mapping.separator), "mapping.separator",
             "must be comma, semicolon, tab or |");
  check.that(mapping.decimal_mark == '.' || mapping.decimal_mark == ',', "mapping.decimal", "must be . or ,");
  check.that(!mapping.columns.empty() && mapping.columns.size() <= kMostColumns, "mapping.columns", "must be 1 to 100");
  for (std::size_t i = 0; i < mapping.columns.size(); ++i)
    check_column(mapping, mapping.columns[i], "mapping.columns[" + std::to_string(i) + "]", check);
  check_wage_types(mapping, check);
}

}  // namespace attendsense::service::reports
