#include <fmt/format.h>

#include "names.hpp"
#include "sealed.hpp"
#include "sqlite/failed.hpp"
#include "sqlite/tables.hpp"

namespace attendsense::store::sqlite {
namespace {

using namespace core;

const std::string kSelect =
    "SELECT id, company, site, name, state, sealed_key, last_seen, clock_offset, created_at FROM station ";

constexpr Conflict kCameraNameTaken{"camera.station, camera.name", "camera_name_taken",
                                    "This station has a camera of this name already", "Choose another name"};

Camera read_camera(Query& row) {
  Camera camera;
  std::string direction;
  row.into(camera.id, camera.station, camera.name, direction);
  camera.direction = expect_known(parse_camera_direction(direction), "camera.direction");
  return camera;
}

class SqliteStations final : public Stations {
 public:
  SqliteStations(Connection& connection, const crypto::SealingKey& key) : connection_(connection), key_(key) {}

  Result<void> add(const Station& station) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO station (id, company, site, name, state, sealed_key, last_seen, clock_offset,"
          " created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
          station.id, station.company, station.site, station.name, to_string(station.state), seal_key(station),
          station.last_seen, station.clock_offset, station.created_at);
    });
  }

  // The company and the time of making stay what they are.
  Result<void> update(const Station& station) override {
    return guarded([&] {
      const std::int64_t changed = connection_.run(
          "UPDATE station SET site = ?2, name = ?3, state = ?4, sealed_key = ?5, last_seen = ?6, clock_offset = ?7"
          " WHERE id = ?1",
          station.id, station.site, station.name, to_string(station.state), seal_key(station), station.last_seen,
          station.clock_offset);
      if (changed == 0) {
        throw_failed(Failure::not_found, "station_unknown", "There is no station " + station.id.to_string());
      }
    });
  }

  Result<std::optional<Station>> find(StationId id) override {
    return guarded([&] {
      return connection_.first(kSelect + "WHERE id = ?1", [&](Query& row) { return read_station(row); }, id);
    });
  }

  Result<std::vector<Station>> list(CompanyId company) override {
    return guarded([&] {
      return connection_.all(
          kSelect + "WHERE company = ?1 ORDER BY id", [&](Query& row) { return read_station(row); }, company);
    });
  }

  Result<void> add_camera(const Camera& camera) override {
    return guarded(
        [&] {
          connection_.run("INSERT INTO camera (id, station, name, direction) VALUES (?1, ?2, ?3, ?4)", camera.id,
                          camera.station, camera.name, to_string(camera.direction));
        },
        {kCameraNameTaken});
  }

  Result<std::optional<Camera>> find_camera(CameraId id) override {
    return guarded([&] {
      return connection_.first("SELECT id, station, name, direction FROM camera WHERE id = ?1", read_camera, id);
    });
  }

  Result<std::vector<Camera>> cameras(StationId station) override {
    return guarded([&] {
      return connection_.all("SELECT id, station, name, direction FROM camera WHERE station = ?1 ORDER BY id",
                             read_camera, station);
    });
  }

 private:
  [[nodiscard]] Bytes seal_key(const Station& station) const {
    return crypto::seal(key_, as_bytes(station.key.reveal()), station_seal_context(station.id));
  }

  [[nodiscard]] Station read_station(Query& row) const {
    Station station;
    std::string state;
    BytesView sealed;
    row.into(station.id, station.company, station.site, station.name, state, sealed, station.last_seen,
             station.clock_offset, station.created_at);
    station.state = expect_known(parse_station_state(state), "station.state");
    const Result<Bytes> opened = crypto::open(key_, sealed, station_seal_context(station.id));
    if (!opened) {
      throw_failed(
          Failure::corrupt, "station_key_sealed_otherwise",
          fmt::format("The key of station {} does not open: {}", station.id.to_string(), opened.error().message),
          "Put back the key file or the backup it belongs to, or register the station anew");
    }
    station.key = Secret(std::string(as_text(*opened)));
    return station;
  }

  Connection& connection_;
  const crypto::SealingKey& key_;
};

}  // namespace

std::unique_ptr<Stations> make_stations(Connection& connection, const crypto::SealingKey& key) {
  return std::make_unique<SqliteStations>(connection, key);
}

}  // namespace attendsense::store::sqlite
