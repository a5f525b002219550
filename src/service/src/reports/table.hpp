#pragma once

// Rows of a report as rows of a table.

#include "attendsense/formats/table_writer.hpp"
#include "attendsense/service/reports/report.hpp"

namespace attendsense::service::reports {

// Durations are two columns: "Worked" as h:mm and "Worked (hours)" as a decimal number.
[[nodiscard]] std::vector<formats::Column> table_columns(const std::vector<Column>& columns);
[[nodiscard]] std::vector<formats::Cell> table_cells(const std::vector<Column>& columns, const Row& row);

}  // namespace attendsense::service::reports
