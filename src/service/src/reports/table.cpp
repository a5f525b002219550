#include "reports/table.hpp"

namespace attendsense::service::reports {
namespace {

using formats::Cell;
using formats::ColumnType;

ColumnType table_type(ValueType type) {
  switch (type) {
    case ValueType::integer:
      return ColumnType::integer;
    case ValueType::date:
      return ColumnType::date;
    case ValueType::moment:
      return ColumnType::date_time;
    case ValueType::duration:
      return ColumnType::duration;
    case ValueType::hours:
      return ColumnType::hours;
    case ValueType::days:
      return ColumnType::decimal;
    default:
      return ColumnType::text;
  }
}

struct ToCell {
  Cell operator()(std::monostate) const { return {}; }

  Cell operator()(const std::string& text) const { return text; }

  Cell operator()(const Words& words) const {
    std::string joined;
    for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
    return joined;
  }

  Cell operator()(std::int64_t number) const { return number; }

  Cell operator()(LocalDate date) const { return date; }

  Cell operator()(const Moment& moment) const { return moment.local; }

  Cell operator()(std::chrono::seconds duration) const { return duration; }

  Cell operator()(HalfDays days) const { return formats::Decimal{days.halves * 5}; }

  Cell operator()(bool yes) const { return std::string(yes ? "yes" : "no"); }
};

}  // namespace

std::vector<formats::Column> table_columns(const std::vector<Column>& columns) {
  std::vector<formats::Column> table;
  for (const Column& column : columns) {
    if (column.shown != Shown::everywhere) continue;
    table.push_back({std::string(column.heading), table_type(column.type), 1});
    if (column.type == ValueType::duration)
      table.push_back({std::string(column.heading) + " (hours)", ColumnType::hours});
  }
  return table;
}

std::vector<Cell> table_cells(const std::vector<Column>& columns, const Row& row) {
  std::vector<Cell> cells;
  cells.reserve(2 * row.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].shown != Shown::everywhere) continue;
    cells.push_back(std::visit(ToCell{}, row[i]));
    if (columns[i].type == ValueType::duration) cells.push_back(cells.back());
  }
  return cells;
}

}  // namespace attendsense::service::reports
