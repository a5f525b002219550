#pragma once

#include <string>

#include "attendsense/core/schedule.hpp"

namespace attendsense::service {

// A leave with what a reader needs beside it.
struct LeaveView {
  core::Leave leave;
  std::string name;  // of the employee
  core::LeaveKind kind;
  core::SiteId site;  // the employee's
};

}  // namespace attendsense::service
