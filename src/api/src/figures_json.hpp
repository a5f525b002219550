#pragma once

// The figures of days and periods as the contract's schemas. One function a schema.

#include <boost/json/object.hpp>

#include "attendsense/core/timesheet.hpp"
#include "json_text.hpp"

namespace attendsense::api {

[[nodiscard]] boost::json::object to_json(const core::PeriodFigures& figures);  // PeriodFigures
// Without shifts, stays and flags.
[[nodiscard]] boost::json::object brief_to_json(const core::DayFigures& day);  // DayInBrief
// Straight into text, since there may be thousands.
void append_json(JsonText& json, const core::DayFigures& day);  // DayFigures

}  // namespace attendsense::api
