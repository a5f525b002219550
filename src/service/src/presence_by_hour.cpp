#include "attendsense/service/presence_by_hour.hpp"

#include "attendsense/service/input_check.hpp"
#include "people.hpp"
#include "timekeeping.hpp"

namespace attendsense::service::presence_by_hour {
namespace {

Result<core::Site> zone_giver(core::Transaction& transaction, const Input& input) {
  Result<std::vector<core::Site>> sites = transaction.companies().sites(input.actor.company);
  if (!sites) return fail(std::move(sites));
  const auto found =
      std::ranges::find_if(*sites, [&](const core::Site& site) { return !input.site || site.id == *input.site; });
  if (found != sites->end()) return std::move(*found);
  return fail(Failure::not_found, "site_unknown", "There is no such site", "List them with GET /api/v1/company");
}

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().that(input.date.ok(), "date", "must be a date").result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::view_all); !allowed)
    return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const auto site = zone_giver(transaction, input);
    if (!site) return fail(site.error());
    const auto people = visible_people(transaction, input.actor, {.site = input.site, .role = {}, .search = {}});
    if (!people) return fail(people.error());
    // A stay of the day before may last into the date; people of other zones may be on another date.
    const core::DateRange around{add_days(input.date, -1), add_days(input.date, 1)};
    const auto timekeeping = Timekeeping::of(transaction, input.actor.company, around);
    if (!timekeeping) return fail(timekeeping.error());
    core::PresenceByHour presence(input.date, timekeeping->sites().zone(site->id));
    const auto add = [&](const PersonDays& person) -> Result<void> {
      presence.add(person.days, now);
      return {};
    };
    if (Result<void> done = timekeeping->for_each(transaction, *people, now, add); !done) return fail(std::move(done));
    return Output{presence.hours()};
  });
}

}  // namespace attendsense::service::presence_by_hour
