#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "attendsense/core/timesheet.hpp"

namespace attendsense::service {

// The durations of a day or of a sum of days, with their names in JSON.
template <class Figures>
[[nodiscard]] constexpr auto durations_of() {
  using Duration = std::pair<std::string_view, std::chrono::seconds Figures::*>;
  return std::array<Duration, 11>{{{"presence_seconds", &Figures::presence},
                                   {"breaks_seconds", &Figures::breaks},
                                   {"break_deducted_seconds", &Figures::break_deducted},
                                   {"worked_seconds", &Figures::worked},
                                   {"expected_seconds", &Figures::expected},
                                   {"leave_credit_seconds", &Figures::leave_credit},
                                   {"late_seconds", &Figures::late},
                                   {"early_seconds", &Figures::early},
                                   {"overtime_seconds", &Figures::overtime},
                                   {"overtime_not_granted_seconds", &Figures::overtime_not_granted},
                                   {"balance_seconds", &Figures::balance}}};
}

}  // namespace attendsense::service
