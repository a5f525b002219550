#include "attendsense/service/company/create_role.hpp"

#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "company/free_names.hpp"
#include "company/permission_list.hpp"
#include "lookup.hpp"

namespace attendsense::service::create_role {

Result<void> check(const Input& input) {
  return InputCheck().name(input.name, "name").result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_company); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  const core::Role role{core::RoleId::make(now), input.actor.company, trimmed(input.name), input.permissions};
  if (Result<void> below = require_not_above(input.actor, role); !below) return fail(std::move(below));
  return core::write_to(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    if (Result<void> free = require_free_name(transaction, role); !free) return fail(std::move(free));
    if (Result<void> added = transaction.companies().add_role(role); !added) return fail(std::move(added));
    Result<void> noted = note(transaction, input.actor, "role.create", role.id.to_string(),
                              {{"permissions", in_words(role.permissions)}}, now);
    if (!noted) return fail(std::move(noted));
    return role;
  });
}

}  // namespace attendsense::service::create_role
