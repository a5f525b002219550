#pragma once

#include <string>

#include "attendsense/core/schedule.hpp"

namespace attendsense::service {

// A grant of overtime with the name of its employee.
struct OvertimeGrantView {
  core::OvertimeGrant grant;
  std::string name;
};

}  // namespace attendsense::service
