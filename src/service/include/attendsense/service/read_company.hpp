#pragma once

#include <vector>

#include "attendsense/core/entities.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// The company with its policy, sites and roles: for everybody of it.
namespace attendsense::service::read_company {

struct Input {
  Principal actor = {};
};

struct Output {
  core::Company company;
  std::vector<core::Site> sites;
  std::vector<core::Role> roles;
};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_company
