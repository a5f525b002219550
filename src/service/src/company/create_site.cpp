#include "attendsense/service/company/create_site.hpp"

#include "attendsense/base/time_zone.hpp"
#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "company/free_names.hpp"

namespace attendsense::service::create_site {

Result<void> check(const Input& input) {
  return InputCheck()
      .name(input.name, "name")
      .that(TimeZone::find(input.time_zone).has_value(), "time_zone", "must be a time zone such as Europe/Berlin")
      .result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_company); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  const core::Site site{core::SiteId::make(now), input.actor.company, trimmed(input.name), input.time_zone};
  return core::write_to(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    if (Result<void> free = require_free_name(transaction, site); !free) return fail(std::move(free));
    if (Result<void> added = transaction.companies().add_site(site); !added) return fail(std::move(added));
    Result<void> noted =
        note(transaction, input.actor, "site.create", site.id.to_string(), {{"time_zone", site.time_zone}}, now);
    if (!noted) return fail(std::move(noted));
    return site;
  });
}

}  // namespace attendsense::service::create_site
