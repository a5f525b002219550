#pragma once

// What clients say of schedules, assignments and holidays.

#include "attendsense/service/planning/new_assignment.hpp"
#include "attendsense/service/planning/new_holiday.hpp"
#include "attendsense/service/planning/schedule_definition.hpp"
#include "json_input.hpp"

namespace attendsense::api {

// A time of the clock on the wall: "09:00", beyond midnight up to "48:00".
[[nodiscard]] std::optional<core::minutes> parse_clock(std::string_view text);

// The fields of a ScheduleDefinition; what is wrong is noted.
[[nodiscard]] service::ScheduleDefinition read_schedule_definition(ObjectReader& root);

// The fields of a NewAssignment; whom it is for is exactly one of "employee_id", "role_id" and "site_id".
[[nodiscard]] service::NewAssignment read_new_assignment(ObjectReader& root);

[[nodiscard]] service::NewHoliday read_new_holiday(ObjectReader& root);

}  // namespace attendsense::api
