#include "attendsense/service/create_station.hpp"

#include <set>

#include "attendsense/crypto/fernet.hpp"
#include "attendsense/crypto/token.hpp"
#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "lookup.hpp"

namespace attendsense::service::create_station {
namespace {

core::Token token_of(const core::Station& station, const Secret& secret, Instant now) {
  core::Token token;
  token.id = core::TokenId::make(now);
  token.kind = core::TokenKind::station;
  token.company = station.company;
  token.station = station.id;
  token.family = token.id;
  token.hash = crypto::token_hash(secret);
  token.created_at = now;  // without an end: until the station is revoked
  return token;
}

Result<void> add_cameras(core::Transaction& transaction, const Input& input, core::StationId station, Instant now) {
  for (const NewCamera& camera : input.cameras) {
    Result<void> added =
        transaction.stations().add_camera({core::CameraId::make(now), station, trimmed(camera.name), camera.direction});
    if (!added) return added;
  }
  return {};
}

Result<StationView> store_station(core::Transaction& transaction, const Input& input, core::Station station,
                                  const Secret& token, Instant now) {
  Result<core::Site> site = chosen_site(transaction, input.actor.company, input.site);
  if (!site) return fail(std::move(site));
  station.site = site->id;
  if (Result<void> added = transaction.stations().add(station); !added) return fail(std::move(added));
  if (Result<void> added = add_cameras(transaction, input, station.id, now); !added) return fail(std::move(added));
  Result<void> granted = transaction.tokens().add(token_of(station, token, now));
  if (!granted) return fail(std::move(granted));
  Result<void> noted = note(transaction, input.actor, "station.create", station.id.to_string(),
                            {{"name", station.name}, {"cameras", std::to_string(input.cameras.size())}}, now);
  if (!noted) return fail(std::move(noted));
  return view_of(transaction, station);
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  check.name(input.name, "name");
  check.that(!input.cameras.empty() && input.cameras.size() <= kMostCameras, "cameras",
             "must be 1 to " + std::to_string(kMostCameras));
  std::set<std::string> names;
  for (std::size_t i = 0; i < input.cameras.size() && i < kMostCameras; ++i) {
    const std::string field = "cameras[" + std::to_string(i) + "].name";
    check.name(input.cameras[i].name, field, 64);
    check.that(names.insert(trimmed(input.cameras[i].name)).second, field, "must be unique at the station");
  }
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::manage_stations);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  core::Station station;
  station.id = core::StationId::make(now);
  station.company = input.actor.company;
  station.name = trimmed(input.name);
  station.key = crypto::FernetKey::generate().text();
  station.created_at = now;
  const Secret token = crypto::make_token(crypto::kStationTokenPrefix);
  Result<StationView> view = core::write_to(ports.store, [&](core::Transaction& transaction) {
    return store_station(transaction, input, station, token, now);
  });
  if (!view) return fail(std::move(view));
  return Output{std::move(*view), token, station.key};
}

}  // namespace attendsense::service::create_station
