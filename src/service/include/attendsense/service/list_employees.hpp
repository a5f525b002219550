#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/service/input_check.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// Needs view_all or manage_employees.
namespace attendsense::service::list_employees {

struct Input {
  Principal actor = {};
  core::EmployeeFilter filter = {};
  std::string after = {};  // the `next` of the page before
  int limit = kDefaultPageLimit;
};

struct Output {
  std::vector<EmployeeView> items;  // by id
  std::optional<std::string> next;  // none: this was the last page
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::list_employees
