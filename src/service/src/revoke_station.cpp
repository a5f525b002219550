#include "attendsense/service/revoke_station.hpp"

#include "audit_note.hpp"
#include "lookup.hpp"

namespace attendsense::service::revoke_station {

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::manage_stations);
  if (!allowed) return fail(std::move(allowed));
  Result<void> done = ports.store.write([&](core::Transaction& transaction) -> Result<void> {
    Result<core::Station> station = station_of(transaction, input.actor.company, input.station);
    if (!station) return fail(std::move(station));
    station->state = core::StationState::revoked;
    if (Result<void> updated = transaction.stations().update(*station); !updated) return updated;
    if (Result<void> revoked = transaction.tokens().revoke_of_station(station->id, now); !revoked) return revoked;
    return note(transaction, input.actor, "station.revoke", station->id.to_string(), {}, now);
  });
  if (!done) return fail(std::move(done));
  return Output{};
}

}  // namespace attendsense::service::revoke_station
