#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/timesheet.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// A work day of everybody, each in the zone of their site; with view_all. Others see themselves only.
namespace attendsense::service::day_attendance {

struct Input {
  Principal actor = {};
  LocalDate date = {};
  std::optional<core::SiteId> site = {};
  std::optional<core::RoleId> role = {};
  std::optional<core::ScheduleId> schedule = {};  // followed on that date
  std::optional<core::DayState> state = {};
  std::string search = {};  // part of a name or e-mail
};

struct Item {
  PersonView person;
  core::DayFigures day;
};

struct Output {
  LocalDate date;
  std::vector<Item> items;  // by name; active people, and others who have punches
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::day_attendance
