#include "attendsense/service/planning/update_assignment.hpp"

#include "audit_note.hpp"
#include "planning/assignment_rules.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service::update_assignment {
namespace {

std::string changed_fields(const Input& input) {
  std::string fields;
  const auto name = [&](bool given, std::string_view field) {
    if (given) fields += (fields.empty() ? "" : " ") + std::string(field);
  };
  name(input.schedule.has_value(), "schedule");
  name(input.from.has_value(), "from");
  name(input.until.has_value(), "until");
  name(input.cycle_start.has_value(), "cycle_start");
  return fields;
}

core::Assignment changed(core::Assignment assignment, const Input& input) {
  assignment.schedule = input.schedule.value_or(assignment.schedule);
  assignment.from = input.from.value_or(assignment.from);
  assignment.until = input.until.value_or(assignment.until);
  assignment.cycle_start = input.cycle_start.value_or(assignment.cycle_start);
  return assignment;
}

Result<core::Assignment> change(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::Assignment> before = assignment_of(transaction, input.actor.company, input.assignment);
  if (!before) return before;
  if (Result<void> met = require(input.precondition, *before); !met) return fail(std::move(met));
  const core::Assignment after = changed(*before, input);
  // The new dates together with those that stay.
  InputCheck check;
  check_dates(check, after);
  if (Result<void> checked = check.result(); !checked) return fail(std::move(checked));
  Result<core::Schedule> schedule = chosen(schedule_of(transaction, after.company, after.schedule), "schedule_id");
  if (!schedule) return fail(std::move(schedule));
  Result<void> updated = transaction.schedules().update_assignment(after);
  if (!updated) return fail(std::move(updated));
  Result<void> noted = note(transaction, input.actor, "assignment.update", after.id.to_string(),
                            {{"fields", changed_fields(input)}}, now);
  if (!noted) return fail(std::move(noted));
  return after;
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  const auto real = [&](const std::optional<LocalDate>& date, const char* field) {
    check.that(!date || date->ok(), field, "must be a date");
  };
  real(input.from, "from");
  if (input.until) real(*input.until, "until");
  real(input.cycle_start, "cycle_start");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_schedules); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::write_to(ports.store, [&](core::Transaction& transaction) { return change(transaction, input, now); });
}

}  // namespace attendsense::service::update_assignment
