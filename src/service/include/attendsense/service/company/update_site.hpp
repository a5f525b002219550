#pragma once

#include <optional>
#include <string>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/precondition.hpp"
#include "attendsense/service/principal.hpp"

// Changes what is given and leaves the rest. Another time zone counts for days of the past too, but not for closed
// periods. Needs manage_company. Errors: not_found "site_unknown"; conflict "site_name_taken"; invalid_input
// "input_invalid"; those of the precondition.
namespace attendsense::service::update_site {

struct Input {
  Principal actor = {};
  core::SiteId site = {};
  std::optional<std::string> name = {};
  std::optional<std::string> time_zone = {};
  Precondition<core::Site> precondition = {};
};

using Output = core::Site;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::update_site
