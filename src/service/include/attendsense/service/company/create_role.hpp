#pragma once

#include <set>
#include <string>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// A role that people can be given. Needs manage_company, and every permission that it gives (forbidden
// "role_above_own"). Errors: conflict "role_name_taken"; invalid_input "input_invalid".
namespace attendsense::service::create_role {

struct Input {
  Principal actor = {};
  std::string name = {};
  std::set<core::Permission> permissions = {};
};

using Output = core::Role;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::create_role
