#pragma once

// What stations told of themselves last. Part of the store (ports/store.hpp); errors and transactions are as there.

#include <optional>

#include "attendsense/base/result.hpp"
#include "attendsense/core/station_report.hpp"

namespace attendsense::core {

class StationReports {
 public:
  virtual ~StationReports() = default;
  // In the place of the one before.
  [[nodiscard]] virtual Result<void> set(StationId station, const ToldStationReport& told) = 0;
  // None: it never told.
  [[nodiscard]] virtual Result<std::optional<ToldStationReport>> find(StationId station) = 0;
};

}  // namespace attendsense::core
