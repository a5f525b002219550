#pragma once

#include "attendsense/core/ports/store.hpp"

namespace attendsense::service {

// not_found "crop_unknown".
[[nodiscard]] Result<Bytes> kept_crop(core::Transaction& transaction, core::SightingId sighting);

}  // namespace attendsense::service
