#pragma once

// The people that somebody may see, for lists and reports of everybody.

#include <optional>
#include <string>
#include <vector>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/principal.hpp"

namespace attendsense::service {

struct PeopleFilter {
  std::optional<core::SiteId> site;
  std::optional<core::RoleId> role;
  std::string search;  // part of a name or e-mail
};

// All with view_all, else the person alone where the filter fits them; by family name, given name, id. Inactive ones
// too.
[[nodiscard]] Result<std::vector<core::Employee>> visible_people(core::Transaction& transaction, const Principal& actor,
                                                                 const PeopleFilter& filter);

}  // namespace attendsense::service
