#include "attendsense/service/planning/read_schedule.hpp"

#include "planning/find_planning.hpp"

namespace attendsense::service::read_schedule {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (Result<void> allowed = require_person(input.actor); !allowed) return fail(std::move(allowed));
  return core::read_from(ports.store, [&](core::Transaction& transaction) {
    return schedule_of(transaction, input.actor.company, input.schedule);
  });
}

}  // namespace attendsense::service::read_schedule
