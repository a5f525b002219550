#pragma once

#include "attendsense/service/corrections/correction_view.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// One's own, or anybody's with approve_requests. Errors: not_found "correction_unknown".
namespace attendsense::service::read_correction {

struct Input {
  Principal actor = {};
  core::CorrectionId correction = {};
};

using Output = CorrectionView;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_correction
