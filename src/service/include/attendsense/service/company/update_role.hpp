#pragma once

#include <optional>
#include <set>
#include <string>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/precondition.hpp"
#include "attendsense/service/principal.hpp"

// Changes what is given and leaves the rest; whoever has the role has the new permissions at once. Needs
// manage_company, and every permission that the role gave or gives (forbidden "role_above_own"). The two roles that a
// company begins with keep their names, since new employees are given them by name.
// Errors: not_found "role_unknown"; conflict "role_name_taken", "role_name_fixed", "last_administrator"; invalid_input
// "input_invalid"; those of the precondition.
namespace attendsense::service::update_role {

struct Input {
  Principal actor = {};
  core::RoleId role = {};
  std::optional<std::string> name = {};
  std::optional<std::set<core::Permission>> permissions = {};
  Precondition<core::Role> precondition = {};
};

using Output = core::Role;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::update_role
