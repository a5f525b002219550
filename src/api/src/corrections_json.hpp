#pragma once

// Corrections as the contract's schemas. One function a schema.

#include <boost/json/object.hpp>

#include "attendsense/service/corrections/correct_many.hpp"
#include "attendsense/service/corrections/correction_view.hpp"

namespace attendsense::api {

[[nodiscard]] boost::json::object to_json(const core::CorrectionDecision& decision);   // CorrectionDecision
[[nodiscard]] boost::json::object to_json(const service::CorrectionView& correction);  // Correction
// CorrectedMany, without "preview".
[[nodiscard]] boost::json::object to_json(const service::correct_many::Output& output);

}  // namespace attendsense::api
