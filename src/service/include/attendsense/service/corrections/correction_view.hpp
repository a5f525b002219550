#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/core/correction.hpp"

namespace attendsense::service {

// A correction with what a reader needs beside it.
struct CorrectionView {
  core::Correction correction;
  std::string name;                     // of the employee
  core::SiteId site;                    // the employee's
  std::optional<core::Punch> original;  // of remove and change
  std::vector<core::CorrectionDecision> decisions;
};

}  // namespace attendsense::service
