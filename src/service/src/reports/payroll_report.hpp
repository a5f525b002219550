#pragma once

#include "reports/row_maker.hpp"

namespace attendsense::service::reports {

// Layout 1 of the payroll export: docs/payroll-export.md. Its columns never change, neither their names nor their order
// nor their meaning; what has to be different is another layout.
[[nodiscard]] const std::vector<Column>& payroll_columns();
[[nodiscard]] std::unique_ptr<RowMaker> make_payroll_rows();

// Days of approved unpaid leave on which there would have been work; halves count as such.
[[nodiscard]] HalfDays unpaid_leave(const Person& person);

// The closed periods that together cover all dates of the query for this site, by date; none where a date is open.
// Without a site: for every site.
[[nodiscard]] std::vector<const core::Period*> closing(const Context& context, std::optional<core::SiteId> site);

// What a mapping may name of a person's period: more than layout 1 has.
[[nodiscard]] const std::vector<Column>& wage_columns();
[[nodiscard]] std::unique_ptr<RowMaker> make_wage_rows();

}  // namespace attendsense::service::reports
