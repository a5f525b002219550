#pragma once

#include <optional>
#include <string>

#include "attendsense/core/schedule.hpp"

namespace attendsense::service {

// What an administrator says of a holiday or a closed day.
struct NewHoliday {
  std::optional<core::SiteId> site = {};  // none: of every site
  LocalDate date = {};
  std::string name = {};
  core::HolidayKind kind = core::HolidayKind::public_holiday;
  core::DayPart part = core::DayPart::whole;
};

}  // namespace attendsense::service
