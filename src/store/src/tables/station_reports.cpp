#include "postgres/connection.hpp"
#include "rows.hpp"
#include "sqlite/connection.hpp"
#include "station_report_json.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

constexpr auto kAsTold = [](auto& row) {
  std::string report;
  ToldStationReport told;
  row.into(report, told.at);
  told.report = value_of(station_report_from_json(report));
  return told;
};

template <class Connection>
class StationReportTable final : public StationReports {
 public:
  explicit StationReportTable(Connection& connection) : connection_(connection) {}

  Result<void> set(StationId station, const ToldStationReport& told) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO station_report (station, report, told_at) VALUES ($1, $2, $3)"
          " ON CONFLICT (station) DO UPDATE SET report = excluded.report, told_at = excluded.told_at",
          station, station_report_to_json(told.report), told.at);
    });
  }

  Result<std::optional<ToldStationReport>> find(StationId station) override {
    return guarded([&] {
      return connection_.first("SELECT report, told_at FROM station_report WHERE station = $1", kAsTold, station);
    });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<StationReports> make_station_reports(sqlite::Connection& connection) {
  return std::make_unique<StationReportTable<sqlite::Connection>>(connection);
}

std::unique_ptr<StationReports> make_station_reports(postgres::Connection& connection) {
  return std::make_unique<StationReportTable<postgres::Connection>>(connection);
}

}  // namespace attendsense::store
