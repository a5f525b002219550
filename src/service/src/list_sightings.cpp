#include "attendsense/service/list_sightings.hpp"

#include "lookup.hpp"

namespace attendsense::service::list_sightings {
namespace {

// Puts names to ids, looking each up once.
class Names {
 public:
  explicit Names(core::Transaction& transaction) : transaction_(transaction) {}

  Result<SightingView> view(const core::Sighting& sighting) {
    SightingView view{sighting, std::nullopt, {}, {}};
    if (sighting.best) {
      Result<std::optional<core::Employee>> employee = transaction_.employees().find(*sighting.best);
      if (!employee) return fail(std::move(employee));
      if (*employee) view.name = full_name(**employee);
    }
    Result<StationView> station = find_station(sighting);
    if (!station) return fail(std::move(station));
    view.station = station->station.name;
    const auto camera = std::ranges::find(station->cameras, sighting.camera, &core::Camera::id);
    if (camera != station->cameras.end()) view.camera = camera->name;
    return view;
  }

 private:
  Result<StationView> find_station(const core::Sighting& sighting) {
    if (const auto found = stations_.find(sighting.station); found != stations_.end()) return found->second;
    Result<core::Station> station = station_of(transaction_, sighting.company, sighting.station);
    if (!station) return fail(std::move(station));
    Result<StationView> view = view_of(transaction_, *station);
    if (view) stations_.emplace(sighting.station, *view);
    return view;
  }

  core::Transaction& transaction_;
  std::map<core::StationId, StationView> stations_;
};

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().page(input.after, input.limit).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  Result<void> allowed = require(input.actor, core::Permission::view_all);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    Result<std::vector<core::Sighting>> sightings =
        transaction.sightings().list(input.actor.company, input.outcome, {input.after, input.limit + 1});
    if (!sightings) return fail(std::move(sightings));
    Output output;
    if (cut_to_page(*sightings, input.limit)) output.next = sightings->back().id.to_string();
    Names names(transaction);
    for (const core::Sighting& sighting : *sightings) {
      Result<SightingView> view = names.view(sighting);
      if (!view) return fail(std::move(view));
      output.items.push_back(std::move(*view));
    }
    return output;
  });
}

}  // namespace attendsense::service::list_sightings
