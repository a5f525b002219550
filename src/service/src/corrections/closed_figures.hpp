#pragma once

#include <optional>
#include <vector>

#include "timekeeping.hpp"

namespace attendsense::service {

// Keeps a decision from changing closed days that its punches only reach into: the leave of a night shift bears the
// date after.
class ClosedFigures {
 public:
  // Reckons the closed days around the correction as they are before the decision.
  [[nodiscard]] static Result<ClosedFigures> around(core::Transaction& transaction, const core::Correction& correction,
                                                    Instant now);

  // That they are the same after it. conflict "period_closed".
  [[nodiscard]] Result<void> require_same(core::Transaction& transaction, Instant now) const;

 private:
  [[nodiscard]] Result<std::vector<core::DayFigures>> reckon(core::Transaction& transaction, Instant now) const;

  core::Employee employee_;
  std::vector<core::Period> periods_;
  std::optional<Timekeeping> timekeeping_;  // none: nothing is closed nearby
  std::vector<core::DayFigures> before_;
};

}  // namespace attendsense::service
