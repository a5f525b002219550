#pragma once

#include <string>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/corrections/decide_correction.hpp"

namespace attendsense::service {

struct Decision {
  Principal actor;
  decide_correction::Verdict verdict = decide_correction::Verdict::approve;
  std::string note;
};

// Whether a correction of this state can be decided so.
[[nodiscard]] bool is_open_to(decide_correction::Verdict verdict, core::RequestState state);

// Writes a decision of which the state is settled. What payroll was told stays as it is, else conflict "period_closed".
[[nodiscard]] Result<void> write_decision(core::Transaction& transaction, const core::CorrectionDecision& decision,
                                          const core::Correction& correction, Instant now);

// Decides on a correction that the actor may see, with its audit entry and event. Errors as of decide_correction.
[[nodiscard]] Result<CorrectionView> decide_one(core::Transaction& transaction, const Decision& decision,
                                                core::Correction correction, const core::Policy& policy, Instant now);

}  // namespace attendsense::service
