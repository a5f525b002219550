#include "failed.hpp"
#include "postgres/connection.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

constexpr auto kAsIncident = [](auto& row) {
  Incident incident;
  std::string kind;
  row.into(kind, incident.company, incident.station, incident.since);
  incident.kind = expect_known(parse_incident_kind(kind), "incident.kind");
  return incident;
};

template <class Connection>
class IncidentTable final : public Incidents {
 public:
  explicit IncidentTable(Connection& connection) : connection_(connection) {}

  Result<bool> begin(const Incident& incident) override {
    return guarded([&] {
      return connection_.run(
                 "INSERT INTO incident (station, kind, company, since) VALUES ($1, $2, $3, $4)"
                 " ON CONFLICT (station, kind) DO NOTHING",
                 incident.station, to_string(incident.kind), incident.company, incident.since) > 0;
    });
  }

  Result<bool> end(IncidentKind kind, StationId station) override {
    return guarded([&] {
      return connection_.run("DELETE FROM incident WHERE station = $1 AND kind = $2", station, to_string(kind)) > 0;
    });
  }

  Result<std::vector<Incident>> all() override {
    return guarded([&] {
      return connection_.all("SELECT kind, company, station, since FROM incident ORDER BY station, kind", kAsIncident);
    });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<Incidents> make_incidents(sqlite::Connection& connection) {
  return std::make_unique<IncidentTable<sqlite::Connection>>(connection);
}

std::unique_ptr<Incidents> make_incidents(postgres::Connection& connection) {
  return std::make_unique<IncidentTable<postgres::Connection>>(connection);
}

}  // namespace attendsense::store
