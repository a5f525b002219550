#pragma once

// How a payroll program wants to be told: docs/payroll-export.md. A mapping says which values go into which columns of
// a file, and how they are written.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/service/input_check.hpp"
#include "attendsense/service/reports/report.hpp"

namespace attendsense::service::reports {

enum class MappedRows {
  person,
  day,        // of a person
  wage_type,  // of a person, where its value is not 0
};
std::string_view to_string(MappedRows rows);
std::optional<MappedRows> parse_mapped_rows(std::string_view text);

enum class Layout { csv, fixed_width };
std::optional<Layout> parse_layout(std::string_view text);  // "csv", "fixed"

enum class Encoding { utf_8, windows_1252 };  // what Windows-1252 does not have becomes "?"
std::optional<Encoding> parse_encoding(std::string_view text);

struct MappedColumn {
  std::string name;                     // in the header
  std::optional<std::string> value;     // either this
  std::optional<std::string> constant;  // or this
  // decimal: hours or days with `places`; hhmm: 7:48; minutes; a pattern of YYYY YY MM DD hh mm ss for dates and times;
  // empty: as fits the value.
  std::string format;
  int places = 2;
  std::optional<int> width;  // in characters; of fixed width: needed
};

struct WageType {
  std::string code;
  std::string value;
};

struct PayrollMapping {
  int version = 1;
  Layout layout = Layout::csv;
  char separator = ';';
  char decimal_mark = '.';
  Encoding encoding = Encoding::utf_8;
  bool header = true;
  MappedRows rows = MappedRows::person;
  std::vector<MappedColumn> columns;
  std::vector<WageType> wage_types;
};

// Notes everything that is wrong under paths such as "mapping.columns[2].value".
void check_mapping(const PayrollMapping& mapping, InputCheck& check);

// What columns and wage types may name, for each kind of rows.
[[nodiscard]] std::vector<std::string> mapped_values(MappedRows rows);

}  // namespace attendsense::service::reports
