#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/input_check.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// For anybody of the company; those for single other people need view_all or manage_schedules, and a page is shorter by
// what is left out. Errors: not_found "schedule_unknown".
namespace attendsense::service::list_assignments {

struct Input {
  Principal actor = {};
  std::optional<core::ScheduleId> schedule = {};  // none: of all
  std::string after = {};                         // the `next` of the page before
  int limit = kDefaultPageLimit;
};

struct Output {
  std::vector<core::Assignment> items;  // by id
  std::optional<std::string> next;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::list_assignments
