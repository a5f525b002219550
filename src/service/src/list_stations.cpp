#include "attendsense/service/list_stations.hpp"

#include "lookup.hpp"

namespace attendsense::service::list_stations {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  Result<void> allowed = require(input.actor, core::Permission::manage_stations);
  if (!allowed) return fail(std::move(allowed));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    Result<std::vector<core::Station>> stations = transaction.stations().list(input.actor.company);
    if (!stations) return fail(std::move(stations));
    Output output;
    for (const core::Station& station : *stations) {
      Result<StationView> view = view_of(transaction, station);
      if (!view) return fail(std::move(view));
      output.items.push_back(std::move(*view));
    }
    std::ranges::sort(output.items, {}, [](const StationView& view) { return view.station.id; });
    return output;
  });
}

}  // namespace attendsense::service::list_stations
