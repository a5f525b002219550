#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/core/period.hpp"
#include "attendsense/service/input_check.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// What was closed and opened again. Needs close_periods or view_all. Errors: invalid_input "cursor_unknown".
namespace attendsense::service::list_periods {

struct Input {
  Principal actor = {};
  std::optional<core::PeriodState> state = {};
  std::optional<core::SiteId> site = {};  // those of this site and those of every site
  std::string after = {};                 // the `next` of the page before
  int limit = kDefaultPageLimit;
};

struct Output {
  std::vector<core::Period> items;  // the latest first
  std::optional<std::string> next;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::list_periods
