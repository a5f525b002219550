#include "attendsense/service/company/update_site.hpp"

#include "attendsense/base/time_zone.hpp"
#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "company/free_names.hpp"
#include "lookup.hpp"

namespace attendsense::service::update_site {
namespace {

Result<core::Site> change(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::Site> site = site_of(transaction, input.actor.company, input.site);
  if (!site) return site;
  if (Result<void> met = require(input.precondition, *site); !met) return fail(std::move(met));
  const std::string zone_before = site->time_zone;
  if (input.name) site->name = trimmed(*input.name);
  if (input.time_zone) site->time_zone = *input.time_zone;
  if (Result<void> free = require_free_name(transaction, *site); !free) return fail(std::move(free));
  if (Result<void> updated = transaction.companies().update_site(*site); !updated) return fail(std::move(updated));
  Result<void> noted = note(transaction, input.actor, "site.update", site->id.to_string(),
                            {{"time_zone_before", zone_before}, {"time_zone", site->time_zone}}, now);
  if (!noted) return fail(std::move(noted));
  return site;
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  if (input.name) check.name(*input.name, "name");
  check.that(!input.time_zone || TimeZone::find(*input.time_zone).has_value(), "time_zone",
             "must be a time zone such as Europe/Berlin");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_company); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::write_to(ports.store, [&](core::Transaction& transaction) { return change(transaction, input, now); });
}

}  // namespace attendsense::service::update_site
