#include <fmt/format.h>

#include "postgres/tables.hpp"
#include "rows.hpp"

namespace attendsense::store::postgres {
namespace {

using namespace core;

const std::string kSelect =
    "SELECT id, company, site, name, state, sealed_key, last_seen, clock_offset, created_at FROM station ";

bool is_same_but_for_its_clock(const Station& one, const Station& other) {
  return one.site == other.site && one.name == other.name && one.state == other.state &&
         one.key.reveal() == other.key.reveal();
}

class PostgresStations final : public Stations {
 public:
  PostgresStations(Connection& connection, const crypto::SealingKey& key) : connection_(connection), key_(key) {}

  Result<void> add(const Station& station) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO station (id, company, site, name, state, sealed_key, last_seen, clock_offset,"
          " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
          station.id, station.company, station.site, station.name, to_string(station.state),
          seal_station_key(key_, station), station.last_seen, station.clock_offset, station.created_at);
    });
  }

  // The company and the time of making stay what they are. A worker may note when a station was last seen and nothing
  // else: columns that stay as they are, are not named.
  Result<void> update(const Station& station) override {
    return guarded([&] {
      const auto stored = select(station.id);
      if (!stored) {
        throw_failed(Failure::not_found, "station_unknown", "There is no station " + station.id.to_string());
      }
      connection_.run("UPDATE station SET last_seen = $2, clock_offset = $3 WHERE id = $1", station.id,
                      station.last_seen, station.clock_offset);
      if (is_same_but_for_its_clock(*stored, station)) return;
      connection_.run("UPDATE station SET site = $2, name = $3, state = $4, sealed_key = $5 WHERE id = $1", station.id,
                      station.site, station.name, to_string(station.state), seal_station_key(key_, station));
    });
  }

  Result<std::optional<Station>> find(StationId id) override {
    return guarded([&] { return select(id); });
  }

  Result<std::vector<Station>> list(CompanyId company) override {
    return guarded([&] {
      return connection_.all(
          kSelect + "WHERE company = $1 ORDER BY id", [&](Query& row) { return read_station(row, key_); }, company);
    });
  }

  Result<void> add_camera(const Camera& camera) override {
    return guarded(
        [&] {
          connection_.run("INSERT INTO camera (id, station, name, direction) VALUES ($1, $2, $3, $4)", camera.id,
                          camera.station, camera.name, to_string(camera.direction));
        },
        {kCameraNameTaken});
  }

  Result<std::optional<Camera>> find_camera(CameraId id) override {
    return guarded([&] {
      return connection_.first("SELECT id, station, name, direction FROM camera WHERE id = $1", read_camera<Query>, id);
    });
  }

  Result<std::vector<Camera>> cameras(StationId station) override {
    return guarded([&] {
      return connection_.all("SELECT id, station, name, direction FROM camera WHERE station = $1 ORDER BY id",
                             read_camera<Query>, station);
    });
  }

 private:
  [[nodiscard]] std::optional<Station> select(StationId id) const {
    return connection_.first(kSelect + "WHERE id = $1", [&](Query& row) { return read_station(row, key_); }, id);
  }

  Connection& connection_;
  const crypto::SealingKey& key_;
};

}  // namespace

std::unique_ptr<Stations> make_stations(Connection& connection, const crypto::SealingKey& key) {
  return std::make_unique<PostgresStations>(connection, key);
}

}  // namespace attendsense::store::postgres
