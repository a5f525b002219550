#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/service/input_check.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// Everybody's with view_all, else one's own. Errors: not_found "employee_unknown".
namespace attendsense::service::list_punches {

struct Input {
  Principal actor = {};
  std::optional<core::EmployeeId> employee = {};  // none: everybody that the caller may see
  std::optional<Instant> from = {};               // inclusive
  std::optional<Instant> to = {};                 // exclusive
  std::string after = {};                         // the `next` of the page before
  int limit = kDefaultPageLimit;
};

struct Output {
  std::vector<PunchView> items;  // by time
  std::optional<std::string> next;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::list_punches
