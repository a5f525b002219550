#pragma once

#include <vector>

#include "attendsense/base/time_zone.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// A work day of everybody, each in the zone of their site; with view_all. Others see themselves only.
namespace attendsense::service::day_attendance {

struct Input {
  Principal actor = {};
  LocalDate date = {};
};

struct Item {
  PersonView person;
  core::DaySummary day;
};

struct Output {
  LocalDate date;
  std::vector<Item> items;  // by name; active people, and others who have punches
};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::day_attendance
