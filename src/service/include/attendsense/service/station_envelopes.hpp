#pragma once

#include <functional>
#include <string>

#include "attendsense/base/secret.hpp"
#include "attendsense/core/ports/store.hpp"

namespace attendsense::service {

// {"payload":"<JSON text>","signature":"<hex HMAC-SHA-256 of the payload under the station's key text>"}:
// contracts/events/signed.v1.json. The same on every way to a station.
[[nodiscard]] std::string station_envelope(const core::Event& event, const Secret& station_key);

// The envelope of an event of any station, whose key is looked up in the store and kept. Safe from any thread; `store`
// must outlive it. not_found "station_unknown" for one that is gone, else the store's errors.
[[nodiscard]] std::function<Result<std::string>(const core::Event&)> station_envelopes(core::Store& store);

}  // namespace attendsense::service
