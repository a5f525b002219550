#pragma once

// Schedules, holidays, leave and overtime as the contract's schemas. One function a schema.

#include <boost/json/object.hpp>

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/planning/import_holidays.hpp"
#include "attendsense/service/planning/leave_view.hpp"
#include "attendsense/service/planning/overtime_grant_view.hpp"

namespace attendsense::api {

[[nodiscard]] boost::json::object to_json(const core::ClockSpan& span);                     // ClockSpan
[[nodiscard]] boost::json::object to_json(const core::Shift& shift);                        // Shift
[[nodiscard]] boost::json::object to_json(const core::AttendanceRules& rules);              // AttendanceRules
[[nodiscard]] boost::json::object to_json(const core::Schedule& schedule);                  // Schedule
[[nodiscard]] boost::json::object to_json(const core::Assignment& assignment);              // Assignment
[[nodiscard]] boost::json::object to_json(const core::Holiday& holiday);                    // Holiday
[[nodiscard]] boost::json::object to_json(const core::LeaveKind& kind);                     // LeaveKind
[[nodiscard]] boost::json::object to_json(const service::LeaveView& view);                  // Leave
[[nodiscard]] boost::json::object to_json(const service::OvertimeGrantView& view);          // OvertimeGrant
[[nodiscard]] boost::json::object to_json(const service::import_holidays::Output& output);  // HolidayImport

}  // namespace attendsense::api
