#pragma once

#include <optional>
#include <vector>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// Who is in the office at `now`, who was today, who was not. Needs view_all.
namespace attendsense::service::presence {

struct Input {
  Principal actor = {};
};

struct Item {
  PersonView person;
  core::Presence presence = core::Presence::absent;
  std::optional<Instant> since;  // in the office: of the entrance; present: of the leave
};

struct Output {
  Instant at;
  int absent = 0;
  int present = 0;
  int in_office = 0;
  std::vector<Item> items;  // active people by name
};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::presence
