#include "reports/mapped_file.hpp"

#include "attendsense/formats/formula_guard.hpp"
#include "reports/mapped_values.hpp"

namespace attendsense::service::reports {
namespace {

// A field with a separator or quote in it stands in quotes.
std::string quoted(std::string_view text, char separator) {
  const char special[] = {separator, '"', '\r', '\n', '\0'};
  if (text.find_first_of(special) == std::string_view::npos) return std::string(text);
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + "\"";
}

// Where each character begins, with the end.
std::vector<std::size_t> character_bounds(std::string_view text) {
  std::vector<std::size_t> bounds;
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) bounds.push_back(i);
  bounds.push_back(text.size());
  return bounds;
}

// Numbers to the right, text to the left; what is too long loses its end, a number is never cut: it fills with '#'.
std::string padded(std::string_view text, std::size_t width, bool number) {
  const std::vector<std::size_t> bounds = character_bounds(text);
  const std::size_t length = bounds.size() - 1;
  if (length > width) return number ? std::string(width, '#') : std::string(text.substr(0, bounds[width]));
  const std::string space(width - length, ' ');
  return number ? space + std::string(text) : std::string(text) + space;
}

bool is_zero(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number == 0;
  if (const auto* duration = std::get_if<std::chrono::seconds>(&value)) return duration->count() == 0;
  if (const auto* days = std::get_if<HalfDays>(&value)) return days->halves == 0;
  return true;
}

}  // namespace

MappedFile::MappedFile(const PayrollMapping& mapping) : mapping_(mapping) {
  if (!mapping.header) return;
  for (const MappedColumn& column : mapping.columns) append(column.name, column, false);
  text_ += "\r\n";
}

void MappedFile::add(const Row& row) {
  if (mapping_.rows != MappedRows::wage_type) return add_line(row, {});
  for (const WageType& type : mapping_.wage_types) {
    const Value& amount = row[*index_of(MappedRows::person, type.value)];
    if (!is_zero(amount)) add_line(row, {&type, amount});
  }
}

void MappedFile::add_line(const Row& row, const Wage& wage) {
  for (const MappedColumn& column : mapping_.columns) {
    if (column.constant) {
      append(*column.constant, column, false);
      continue;
    }
    const auto types = types_of(mapping_, *column.value);
    const bool number = std::ranges::all_of(types, is_amount);
    const std::string text = cell(column, row, wage);
    append(number || mapping_.layout == Layout::fixed_width ? text : formats::guard_formula(text), column, number);
  }
  text_ += "\r\n";
}

std::string MappedFile::cell(const MappedColumn& column, const Row& row, const Wage& wage) const {
  if (wage.type != nullptr && *column.value == kWageCode) return wage.type->code;
  if (wage.type != nullptr && *column.value == kAmount) return write_value(wage.amount, column, mapping_.decimal_mark);
  return write_value(row[*index_of(mapping_.rows, *column.value)], column, mapping_.decimal_mark);
}

void MappedFile::append(std::string_view text, const MappedColumn& column, bool number) {
  if (mapping_.layout == Layout::fixed_width) {
    text_ += padded(text, static_cast<std::size_t>(*column.width), number);
    return;
  }
  if (&column != &mapping_.columns.front()) text_ += mapping_.separator;
  text_ += quoted(text, mapping_.separator);
}

std::string MappedFile::take() {
  std::string text = std::exchange(text_, {});
  return mapping_.encoding == Encoding::windows_1252 ? to_windows_1252(text) : text;
}

}  // namespace attendsense::service::reports
