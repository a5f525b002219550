#include "reports/mapped_values.hpp"

#include "reports/payroll_report.hpp"

namespace attendsense::service::reports {
namespace {

using std::chrono::seconds;

constexpr std::string_view kSuffix = "_seconds";

std::string_view mapped_name(const Column& column) {
  return column.name.ends_with(kSuffix) ? column.name.substr(0, column.name.size() - kSuffix.size()) : column.name;
}

bool is_pattern(std::string_view format, bool with_time) {
  for (const std::string_view token : {"YYYY", "YY", "MM", "DD"})
    if (format.contains(token)) return true;
  return with_time && format.contains("hh");
}

std::string digits(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

// numerator / denominator, which is positive, with `places`; halves are rounded away from zero.
std::string decimal(std::int64_t numerator, std::int64_t denominator, int places, char mark) {
  std::int64_t scaled = std::abs(numerator);
  for (int i = 0; i < places; ++i) scaled *= 10;
  scaled = (scaled + denominator / 2) / denominator;
  std::string text = digits(scaled, static_cast<std::size_t>(places) + 1);
  if (places > 0) text.insert(text.size() - static_cast<std::size_t>(places), 1, mark);
  return (numerator < 0 && scaled != 0 ? "-" : "") + text;
}

std::string hours_minutes(seconds duration) {
  const std::int64_t minutes = std::abs(duration.count()) / 60;
  return (duration.count() < 0 && minutes > 0 ? "-" : "") + std::to_string(minutes / 60) + ":" +
         digits(minutes % 60, 2);
}

std::string in_pattern(LocalTime time, std::string_view pattern) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const LocalDate date{day};
  const std::chrono::hh_mm_ss clock(std::chrono::floor<seconds>(time - day));
  const int year = static_cast<int>(date.year());
  const std::pair<std::string_view, std::string> tokens[] = {{"YYYY", digits(year, 4)},
                                                             {"YY", digits(year % 100, 2)},
                                                             {"MM", digits(static_cast<unsigned>(date.month()), 2)},
                                                             {"DD", digits(static_cast<unsigned>(date.day()), 2)},
                                                             {"hh", digits(clock.hours().count(), 2)},
                                                             {"mm", digits(clock.minutes().count(), 2)},
                                                             {"ss", digits(clock.seconds().count(), 2)}};
  std::string text;
  while (!pattern.empty()) {
    const auto token = std::ranges::find_if(tokens, [&](const auto& each) { return pattern.starts_with(each.first); });
    const std::size_t length = token == std::end(tokens) ? 1 : token->first.size();
    text += token == std::end(tokens) ? std::string(pattern.substr(0, 1)) : token->second;
    pattern.remove_prefix(length);
  }
  return text;
}

struct ToText {
  const MappedColumn& column;
  char mark;

  std::string operator()(std::monostate) const { return ""; }

  std::string operator()(const std::string& text) const { return text; }

  std::string operator()(const Words& words) const {
    std::string joined;
    for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
    return joined;
  }

  std::string operator()(std::int64_t number) const {
    return column.format == "decimal" ? decimal(number, 1, column.places, mark) : std::to_string(number);
  }

  std::string operator()(LocalDate date) const {
    return in_pattern(LocalTime{std::chrono::local_days{date}}, column.format.empty() ? "YYYY-MM-DD" : column.format);
  }

  std::string operator()(const Moment& moment) const {
    return in_pattern(moment.local, column.format.empty() ? "YYYY-MM-DD hh:mm" : column.format);
  }

  std::string operator()(seconds duration) const {
    if (column.format == "hhmm") return hours_minutes(duration);
    if (column.format == "minutes") return std::to_string(duration.count() / 60);
    return decimal(duration.count(), 3600, column.places, mark);
  }

  std::string operator()(HalfDays days) const { return decimal(days.halves, 2, column.places, mark); }

  std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
};

}  // namespace

const std::vector<Column>& mapped_columns(MappedRows rows) {
  return rows == MappedRows::day ? columns_of(Report::days) : wage_columns();
}

std::unique_ptr<RowMaker> make_mapped_rows(MappedRows rows) {
  return rows == MappedRows::day ? make_row_maker(Report::days) : make_wage_rows();
}

std::optional<std::size_t> index_of(MappedRows rows, std::string_view name) {
  const auto& columns = mapped_columns(rows);
  const auto found = std::ranges::find(columns, name, mapped_name);
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

std::optional<ValueType> type_of(MappedRows rows, std::string_view name) {
  const auto index = index_of(rows, name);
  if (!index) return std::nullopt;
  return mapped_columns(rows)[*index].type;
}

std::vector<std::string> mapped_values(MappedRows rows) {
  std::vector<std::string> names;
  for (const Column& column : mapped_columns(rows)) names.emplace_back(mapped_name(column));
  if (rows == MappedRows::wage_type) names.insert(names.end(), {std::string(kWageCode), std::string(kAmount)});
  return names;
}

std::vector<ValueType> types_of(const PayrollMapping& mapping, std::string_view name) {
  if (name == kWageCode) return {ValueType::text};
  std::vector<ValueType> types;
  if (name == kAmount) {
    for (const WageType& wage : mapping.wage_types)
      if (const auto type = type_of(MappedRows::person, wage.value)) types.push_back(*type);
  } else if (const auto type = type_of(mapping.rows, name)) {
    types.push_back(*type);
  }
  return types;
}

bool is_amount(ValueType type) {
  return type == ValueType::integer || type == ValueType::duration || type == ValueType::hours ||
         type == ValueType::days;
}

bool can_write(ValueType type, std::string_view format) {
  if (format.empty()) return true;
  switch (type) {
    case ValueType::duration:
    case ValueType::hours:
      return format == "decimal" || format == "hhmm" || format == "minutes";
    case ValueType::days:
    case ValueType::integer:
      return format == "decimal";
    case ValueType::date:
      return format.size() <= 40 && is_pattern(format, false) && !format.contains("hh");
    case ValueType::moment:
      return format.size() <= 40 && is_pattern(format, true);
    default:
      return false;
  }
}

std::string write_value(const Value& value, const MappedColumn& column, char decimal_mark) {
  return std::visit(ToText{column, decimal_mark}, value);
}

}  // namespace attendsense::service::reports
