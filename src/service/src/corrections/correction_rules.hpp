#pragma once

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/corrections/correction_view.hpp"
#include "attendsense/service/principal.hpp"

namespace attendsense::service {

[[nodiscard]] Error correction_unknown(core::CorrectionId id);
// not_found "correction_unknown", also for somebody else's where the actor may not decide.
[[nodiscard]] Result<core::Correction> visible_correction(core::Transaction& transaction, const Principal& actor,
                                                          core::CorrectionId id);

// That payroll was told of neither what the correction takes away nor what it adds. conflict "period_closed".
[[nodiscard]] Result<void> require_open(core::Transaction& transaction, const core::Correction& correction);

// What the first approval makes of it, and the second.
[[nodiscard]] core::RequestState approved_state(const core::Policy& policy, core::RequestState before);

[[nodiscard]] Result<CorrectionView> view_of(core::Transaction& transaction, const core::Correction& correction);

// Notes in the audit what was and what shall be, and tells listeners.
[[nodiscard]] Result<void> record(core::Transaction& transaction, const Principal& actor, std::string_view action,
                                  const CorrectionView& view, Instant now);

}  // namespace attendsense::service
