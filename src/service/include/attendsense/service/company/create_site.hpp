#pragma once

#include <string>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Another place where the company's people work. Needs manage_company. Errors: conflict "site_name_taken";
// invalid_input "input_invalid".
namespace attendsense::service::create_site {

struct Input {
  Principal actor = {};
  std::string name = {};
  std::string time_zone = {};  // IANA name
};

using Output = core::Site;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::create_site
