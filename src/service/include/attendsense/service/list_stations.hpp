#pragma once

#include <vector>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// All stations of the company, revoked ones too. Needs manage_stations.
namespace attendsense::service::list_stations {

struct Input {
  Principal actor = {};
};

struct Output {
  std::vector<StationView> items;  // by id
};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::list_stations
