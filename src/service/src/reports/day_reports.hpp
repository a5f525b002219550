#pragma once

// Reports with a row for a person's day, or for something that happened on it.

#include "reports/row_maker.hpp"

namespace attendsense::service::reports {

[[nodiscard]] const std::vector<Column>& day_columns(Report report);
[[nodiscard]] std::unique_ptr<RowMaker> make_day_rows(Report report);

}  // namespace attendsense::service::reports
