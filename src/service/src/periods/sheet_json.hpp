#pragma once

#include <span>
#include <string>
#include <vector>

#include "attendsense/core/ports/planning.hpp"
#include "attendsense/core/timesheet.hpp"

// The figures of one person in a closed period as they are kept: JSON, the contract's schema PeriodSheet. Empty lists
// and texts, durations of 0 and what there is none of are left out of days.
namespace attendsense::service {

inline constexpr std::string_view kSheetSchema = "attendsense.period-sheet.v1";

// Of days that are in order. The same days give the same text.
[[nodiscard]] std::string sheet_text(const core::Period& period, const core::Employee& employee,
                                     const std::string& time_zone, std::span<const core::DayFigures> days);

// The sheet's days among these dates, in order, each with its `period`; none where the person was erased. corrupt
// "sheet_malformed".
[[nodiscard]] Result<std::vector<core::DayFigures>> sheet_days(const core::PeriodSheet& sheet,
                                                               const core::DateRange& dates);

// SHA-256, hexadecimal: of a sheet's figures, and of a period from the hashes of its sheets in the order of employees.
[[nodiscard]] std::string hash_of(std::string_view figures);

}  // namespace attendsense::service
