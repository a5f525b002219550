#include "attendsense/service/planning/list_schedules.hpp"

#include "planning/find_planning.hpp"

namespace attendsense::service::list_schedules {

Result<void> check(const Input& input) {
  return InputCheck().page(input.after, input.limit).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (Result<void> allowed = require_person(input.actor); !allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  Result<std::vector<core::Schedule>> all = core::read_from(
      ports.store, [&](core::Transaction& transaction) { return transaction.schedules().all(input.actor.company); });
  if (!all) return fail(std::move(all));
  return page_of<Output>(std::move(*all), input.after, input.limit);
}

}  // namespace attendsense::service::list_schedules
