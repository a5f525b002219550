#pragma once

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/precondition.hpp"
#include "attendsense/service/principal.hpp"

// Needs manage_schedules. Errors: not_found "schedule_unknown"; conflict "schedule_assigned" while somebody follows or
// followed it; those of the precondition.
namespace attendsense::service::remove_schedule {

struct Input {
  Principal actor = {};
  core::ScheduleId schedule = {};
  Precondition<core::Schedule> precondition = {};
};

[[nodiscard]] Result<void> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::remove_schedule
