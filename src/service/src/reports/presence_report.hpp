#pragma once

#include "reports/row_maker.hpp"

namespace attendsense::service::reports {

// How many people were there in each hour of the dates, in the zone of the site that was asked for, or of the first.
[[nodiscard]] const std::vector<Column>& presence_columns();
[[nodiscard]] std::unique_ptr<RowMaker> make_presence_rows();

}  // namespace attendsense::service::reports
