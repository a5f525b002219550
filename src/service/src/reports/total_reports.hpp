#pragma once

// Reports with sums over days: of a person, of a person's months, of a site.

#include "reports/row_maker.hpp"

namespace attendsense::service::reports {

[[nodiscard]] const std::vector<Column>& total_columns(Report report);
[[nodiscard]] std::unique_ptr<RowMaker> make_total_rows(Report report);

}  // namespace attendsense::service::reports
