#include "attendsense/service/presence.hpp"

#include "roll_call.hpp"

namespace attendsense::service::presence {
namespace {

std::optional<Instant> since(core::Presence presence, std::span<const core::DaySummary> days) {
  if (days.empty()) return std::nullopt;
  if (presence == core::Presence::present) return days.back().last_out;
  if (presence == core::Presence::in_office && !days.back().stays.empty()) return days.back().stays.back().in;
  return std::nullopt;
}

void count(Output& output, core::Presence presence) {
  switch (presence) {
    case core::Presence::absent:
      ++output.absent;
      break;
    case core::Presence::present:
      ++output.present;
      break;
    case core::Presence::in_office:
      ++output.in_office;
      break;
  }
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::view_all);
  if (!allowed) return fail(std::move(allowed));
  const auto window = [&](const Sites& sites, const core::Policy& policy) { return sites.window_now(now, policy); };
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const Result<RollCall> roll = call_roll(transaction, input.actor, window);
    if (!roll) return fail(roll.error());
    Output output;
    output.at = now;
    for (const core::Employee& employee : roll->people) {
      if (employee.state != core::EmployeeState::active) continue;
      const std::span<const core::Punch> punches = roll->punches_of(employee.id);
      const TimeZone& zone = roll->sites.zone(employee.site);
      const core::Presence presence = core::presence_at(punches, zone, now, roll->policy);
      count(output, presence);
      const auto days = core::summarise_days(punches, zone, now, roll->policy);
      output.items.push_back({roll->sites.person(employee), presence, since(presence, days)});
    }
    return output;
  });
}

}  // namespace attendsense::service::presence
