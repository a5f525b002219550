#pragma once

// What somebody made of sightings that the system could not settle, and the pictures that help to. Part of the store
// (ports/store.hpp); errors and transactions are as there.

#include <cstdint>
#include <optional>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/core/entities.hpp"

namespace attendsense::core {

class Reviews {
 public:
  virtual ~Reviews() = default;
  // conflict "sighting_decided" when there is a decision on it.
  [[nodiscard]] virtual Result<void> decide(const SightingDecision& decision) = 0;
  [[nodiscard]] virtual Result<std::optional<SightingDecision>> decision(SightingId sighting) = 0;

  // The picture of a face, a JPEG; sealed where it lies.
  [[nodiscard]] virtual Result<void> keep_crop(CompanyId company, SightingId sighting, BytesView jpeg, Instant at) = 0;
  [[nodiscard]] virtual Result<std::optional<Bytes>> crop(SightingId sighting) = 0;
  [[nodiscard]] virtual Result<bool> has_crop(SightingId sighting) = 0;
  // Whether there was one.
  [[nodiscard]] virtual Result<bool> remove_crop(SightingId sighting) = 0;
  // Those of sightings whose nearest person this is. How many.
  [[nodiscard]] virtual Result<std::int64_t> remove_crops_like(EmployeeId employee) = 0;
  // Those of the company that were kept before then. How many.
  [[nodiscard]] virtual Result<std::int64_t> prune_crops(CompanyId company, Instant kept_before) = 0;
};

}  // namespace attendsense::core
