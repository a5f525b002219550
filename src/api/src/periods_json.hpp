#pragma once

// Periods as the contract's schemas. One function a schema.

#include <boost/json/object.hpp>

#include "attendsense/service/periods/period_changes.hpp"
#include "attendsense/service/periods/verify_period.hpp"
#include "json_text.hpp"

namespace attendsense::api {

[[nodiscard]] boost::json::object to_json(const core::Period& period);                      // Period
[[nodiscard]] boost::json::object to_json(const service::verify_period::Output& verified);  // PeriodVerification
void append_json(JsonText& json, const service::period_changes::Item& item);                // PeriodChange

}  // namespace attendsense::api
