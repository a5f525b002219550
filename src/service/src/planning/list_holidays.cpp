#include "attendsense/service/planning/list_holidays.hpp"

#include "lookup.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service::list_holidays {

Result<void> check(const Input& input) {
  return InputCheck().dates(input.from, input.to, kMostHolidayDays).page(input.after, input.limit).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (Result<void> allowed = require_person(input.actor); !allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  Result<std::vector<core::Holiday>> all =
      core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<std::vector<core::Holiday>> {
        if (input.site) {
          Result<core::Site> site = site_of(transaction, input.actor.company, *input.site);
          if (!site) return fail(std::move(site));
        }
        return transaction.holidays().in(input.actor.company, {input.from, input.to}, input.site);
      });
  if (!all) return fail(std::move(all));
  return page_of<Output>(std::move(*all), input.after, input.limit);
}

}  // namespace attendsense::service::list_holidays
