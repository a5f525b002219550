#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/input_check.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// For anybody of the company.
namespace attendsense::service::list_schedules {

struct Input {
  Principal actor = {};
  std::string after = {};  // the `next` of the page before
  int limit = kDefaultPageLimit;
};

struct Output {
  std::vector<core::Schedule> items;  // by name
  std::optional<std::string> next;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::list_schedules
