#pragma once

#include <map>
#include <vector>

#include "lookup.hpp"

namespace attendsense::service {

// What reports about everybody start from: the people, their sites, and their punches of a while.
struct RollCall {
  core::Policy policy;
  Sites sites;
  std::vector<core::Employee> people;  // by name
  std::map<core::EmployeeId, std::vector<core::Punch>> punches;

  [[nodiscard]] std::span<const core::Punch> punches_of(core::EmployeeId id) const {
    const auto found = punches.find(id);
    return found == punches.end() ? std::span<const core::Punch>() : std::span<const core::Punch>(found->second);
  }
};

// Everybody that the actor may see: all with view_all, else the person alone. `window` is asked for once the sites are
// known.
[[nodiscard]] Result<RollCall> call_roll(core::Transaction& transaction, const Principal& actor,
                                         const std::function<core::Window(const Sites&, const core::Policy&)>& window);

}  // namespace attendsense::service
