#pragma once

#include <map>

#include "lookup.hpp"

namespace attendsense::service {

// Puts names to ids, looking each up once.
class SightingViews {
 public:
  explicit SightingViews(core::Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] Result<SightingView> view(const core::Sighting& sighting);

 private:
  [[nodiscard]] Result<std::optional<std::string>> name_of(const std::optional<core::EmployeeId>& id);
  [[nodiscard]] Result<StationView> station_of_sighting(const core::Sighting& sighting);

  core::Transaction& transaction_;
  std::map<core::StationId, StationView> stations_;
  std::map<core::EmployeeId, std::optional<std::string>> names_;
};

// Of the company, or not_found "sighting_unknown".
[[nodiscard]] Result<core::Sighting> sighting_of(core::Transaction& transaction, core::CompanyId company,
                                                 core::SightingId id);

}  // namespace attendsense::service
