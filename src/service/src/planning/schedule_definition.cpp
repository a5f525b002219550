#include "attendsense/service/planning/schedule_definition.hpp"

#include "attendsense/service/input_check.hpp"

namespace attendsense::service {

Result<void> check(const ScheduleDefinition& definition) {
  InputCheck check;
  check.name(definition.name, "name");
  for (std::size_t day = 0; day < definition.cycle.size(); ++day) {
    for (std::size_t shift = 0; shift < definition.cycle[day].size(); ++shift) {
      const std::string field = "cycle[" + std::to_string(day) + "][" + std::to_string(shift) + "].name";
      check.text(definition.cycle[day][shift].name, field, 0, 100);
    }
  }
  core::Schedule schedule;
  apply(definition, schedule);
  check.also(core::check(schedule), "cycle");
  return check.result();
}

void apply(const ScheduleDefinition& definition, core::Schedule& schedule) {
  schedule.name = trimmed(definition.name);
  schedule.rhythm = definition.rhythm;
  schedule.cycle = definition.cycle;
  for (auto& day : schedule.cycle) {
    for (core::Shift& shift : day) shift.name = trimmed(shift.name);
  }
  schedule.rules = definition.rules;
}

}  // namespace attendsense::service
