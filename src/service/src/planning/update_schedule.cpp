#include "attendsense/service/planning/update_schedule.hpp"

#include "audit_note.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service::update_schedule {
namespace {

// The names of the parts that are different.
std::string differences(const core::Schedule& before, const core::Schedule& after) {
  std::string parts;
  const auto name = [&](bool differs, std::string_view part) {
    if (differs) parts += (parts.empty() ? "" : " ") + std::string(part);
  };
  name(before.name != after.name, "name");
  name(before.rhythm != after.rhythm, "rhythm");
  name(before.cycle != after.cycle, "cycle");
  name(before.rules != after.rules, "rules");
  return parts;
}

Result<core::Schedule> replace(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::Schedule> before = schedule_of(transaction, input.actor.company, input.schedule);
  if (!before) return before;
  if (Result<void> met = require(input.precondition, *before); !met) return fail(std::move(met));
  core::Schedule after = *before;
  apply(input.definition, after);
  const std::string changed = differences(*before, after);
  if (changed.empty()) return before;
  if (Result<void> updated = transaction.schedules().update(after); !updated) return fail(std::move(updated));
  Result<void> noted =
      note(transaction, input.actor, "schedule.update", after.id.to_string(), {{"fields", changed}}, now);
  if (!noted) return fail(std::move(noted));
  return after;
}

}  // namespace

Result<void> check(const Input& input) {
  return service::check(input.definition);
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_schedules); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::write_to(ports.store, [&](core::Transaction& transaction) { return replace(transaction, input, now); });
}

}  // namespace attendsense::service::update_schedule
