#pragma once

// What a mapping can name, and how such a value is written.

#include "attendsense/service/reports/payroll_mapping.hpp"
#include "reports/row_maker.hpp"

namespace attendsense::service::reports {

// The columns that a mapping names: "worked" is the column worked_seconds.
[[nodiscard]] const std::vector<Column>& mapped_columns(MappedRows rows);
[[nodiscard]] std::unique_ptr<RowMaker> make_mapped_rows(MappedRows rows);
// Where a name is among those; none: there is no such value.
[[nodiscard]] std::optional<std::size_t> index_of(MappedRows rows, std::string_view name);
[[nodiscard]] std::optional<ValueType> type_of(MappedRows rows, std::string_view name);

// Of rows of wage types: the code, and the value that the wage type says.
inline constexpr std::string_view kWageCode = "wage_type";
inline constexpr std::string_view kAmount = "amount";

// Every type that a value may have: that of `amount` is that of each wage type.
[[nodiscard]] std::vector<ValueType> types_of(const PayrollMapping& mapping, std::string_view name);
[[nodiscard]] bool is_amount(ValueType type);

[[nodiscard]] bool can_write(ValueType type, std::string_view format);
// For a format that can_write().
[[nodiscard]] std::string write_value(const Value& value, const MappedColumn& column, char decimal_mark);

}  // namespace attendsense::service::reports
