#include "attendsense/service/day_attendance.hpp"

#include "roll_call.hpp"

namespace attendsense::service::day_attendance {

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const auto window = [&](const Sites& sites, const core::Policy& policy) {
    return sites.window(input.date, input.date, policy);
  };
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const Result<RollCall> roll = call_roll(transaction, input.actor, window);
    if (!roll) return fail(roll.error());
    Output output{input.date, {}};
    for (const core::Employee& employee : roll->people) {
      core::DaySummary day = core::summarise_day(roll->punches_of(employee.id), input.date,
                                                 roll->sites.zone(employee.site), now, roll->policy);
      const bool counts = employee.state == core::EmployeeState::active || day.presence != core::Presence::absent;
      if (counts) output.items.push_back({roll->sites.person(employee), std::move(day)});
    }
    return output;
  });
}

}  // namespace attendsense::service::day_attendance
