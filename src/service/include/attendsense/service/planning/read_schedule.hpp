#pragma once

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// For anybody of the company. Errors: not_found "schedule_unknown".
namespace attendsense::service::read_schedule {

struct Input {
  Principal actor = {};
  core::ScheduleId schedule = {};
};

using Output = core::Schedule;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_schedule
