#pragma once

#include "attendsense/service/corrections/request_correction.hpp"

namespace attendsense::service {

// Adds a correction for this employee, which was checked, with its audit entry and event. Errors as of
// request_correction.
[[nodiscard]] Result<CorrectionView> enter_correction(core::Transaction& transaction,
                                                      const request_correction::Input& input, core::EmployeeId employee,
                                                      Instant now);

}  // namespace attendsense::service
