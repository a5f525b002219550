#include "sighting_views.hpp"

#include <algorithm>

namespace attendsense::service {

Result<SightingView> SightingViews::view(const core::Sighting& sighting) {
  SightingView view{.sighting = sighting, .name = {}, .station = {}, .camera = {}};
  Result<std::optional<std::string>> name = name_of(sighting.best);
  if (!name) return fail(std::move(name));
  view.name = *std::move(name);
  Result<StationView> station = station_of_sighting(sighting);
  if (!station) return fail(std::move(station));
  view.station = station->station.name;
  const auto camera = std::ranges::find(station->cameras, sighting.camera, &core::Camera::id);
  if (camera != station->cameras.end()) view.camera = camera->name;
  Result<bool> crop = transaction_.reviews().has_crop(sighting.id);
  if (!crop) return fail(std::move(crop));
  view.crop = *crop;
  Result<std::optional<core::SightingDecision>> decision = transaction_.reviews().decision(sighting.id);
  if (!decision) return fail(std::move(decision));
  view.decision = *std::move(decision);
  if (!view.decision) return view;
  Result<std::optional<std::string>> decided = name_of(view.decision->employee);
  if (!decided) return fail(std::move(decided));
  view.decided_name = *std::move(decided);
  return view;
}

Result<std::optional<std::string>> SightingViews::name_of(const std::optional<core::EmployeeId>& id) {
  if (!id) return std::optional<std::string>();
  if (const auto found = names_.find(*id); found != names_.end()) return found->second;
  Result<std::optional<core::Employee>> employee = transaction_.employees().find(*id);
  if (!employee) return fail(std::move(employee));
  return names_[*id] = employee->transform(core::full_name);
}

Result<StationView> SightingViews::station_of_sighting(const core::Sighting& sighting) {
  if (const auto found = stations_.find(sighting.station); found != stations_.end()) return found->second;
  Result<core::Station> station = station_of(transaction_, sighting.company, sighting.station);
  if (!station) return fail(std::move(station));
  Result<StationView> view = view_of(transaction_, *station);
  if (view) stations_.emplace(sighting.station, *view);
  return view;
}

Result<core::Sighting> sighting_of(core::Transaction& transaction, core::CompanyId company, core::SightingId id) {
  Result<std::optional<core::Sighting>> found = transaction.sightings().find(id);
  if (!found) return fail(std::move(found));
  if (*found && (*found)->company == company) return **found;
  return fail(Failure::not_found, "sighting_unknown", "There is no sighting " + id.to_string(),
              "List them with GET /api/v1/sightings");
}

}  // namespace attendsense::service
