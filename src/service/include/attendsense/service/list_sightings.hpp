#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/service/input_check.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// What the cameras saw, newest first. Needs view_all.
namespace attendsense::service::list_sightings {

struct Input {
  Principal actor = {};
  core::SightingFilter filter = {};
  std::string after = {};  // the `next` of the page before
  int limit = kDefaultPageLimit;
};

struct Output {
  std::vector<SightingView> items;
  std::optional<std::string> next;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::list_sightings
