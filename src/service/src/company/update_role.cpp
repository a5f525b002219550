#include "attendsense/service/company/update_role.hpp"

#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "company/free_names.hpp"
#include "company/permission_list.hpp"
#include "lookup.hpp"

namespace attendsense::service::update_role {
namespace {

using core::Permission;

Result<void> require_renamable(const core::Role& role, const Input& input) {
  const bool given_by_name = role.name == "employee" || role.name == "administrator";
  if (!given_by_name || !input.name || trimmed(*input.name) == role.name) return {};
  return fail(Failure::conflict, "role_name_fixed", "The role '" + role.name + "' keeps its name",
              "Create another role instead");
}

// That somebody active has another role that manages the company, now that this one no longer does.
Result<void> require_manager_outside(core::Transaction& transaction, const core::Role& role) {
  Result<std::vector<core::Role>> roles = transaction.companies().roles(role.company);
  if (!roles) return fail(std::move(roles));
  for (const core::Role& other : *roles) {
    if (other.id == role.id || !other.allows(Permission::manage_company)) continue;
    const core::EmployeeFilter manages{.state = core::EmployeeState::active, .role = other.id};
    Result<std::vector<core::Employee>> people = transaction.employees().list(role.company, manages, {"", 1});
    if (!people) return fail(std::move(people));
    if (!people->empty()) return {};
  }
  return fail(Failure::conflict, "last_administrator", "Nobody could manage the company any more",
              "Give somebody another role that has 'manage_company' first");
}

Result<core::Role> change(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::Role> before = role_of(transaction, input.actor.company, input.role);
  if (!before) return before;
  if (Result<void> met = require(input.precondition, *before); !met) return fail(std::move(met));
  core::Role after = *before;
  if (input.name) after.name = trimmed(*input.name);
  if (input.permissions) after.permissions = *input.permissions;
  for (const core::Role& role : {*before, after}) {
    if (Result<void> below = require_not_above(input.actor, role); !below) return fail(std::move(below));
  }
  if (Result<void> renamable = require_renamable(*before, input); !renamable) return fail(std::move(renamable));
  if (Result<void> free = require_free_name(transaction, after); !free) return fail(std::move(free));
  if (before->allows(Permission::manage_company) && !after.allows(Permission::manage_company)) {
    Result<void> managed = require_manager_outside(transaction, after);
    if (!managed) return fail(std::move(managed));
  }
  if (Result<void> updated = transaction.companies().update_role(after); !updated) return fail(std::move(updated));
  Result<void> noted =
      note(transaction, input.actor, "role.update", after.id.to_string(),
           {{"permissions_before", in_words(before->permissions)}, {"permissions", in_words(after.permissions)}}, now);
  if (!noted) return fail(std::move(noted));
  return after;
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  if (input.name) check.name(*input.name, "name");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, Permission::manage_company); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::write_to(ports.store, [&](core::Transaction& transaction) { return change(transaction, input, now); });
}

}  // namespace attendsense::service::update_role
