#include "attendsense/service/list_sightings.hpp"

#include "sighting_views.hpp"

namespace attendsense::service::list_sightings {
Result<void> check(const Input& input) {
  const core::SightingFilter& filter = input.filter;
  return InputCheck()
      .page(input.after, input.limit)
      .that(!filter.from || !filter.to || *filter.from < *filter.to, "to", "must be after from")
      .result();
}

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  Result<void> allowed = require(input.actor, core::Permission::view_all);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    Result<std::vector<core::Sighting>> sightings =
        transaction.sightings().list(input.actor.company, input.filter, {input.after, input.limit + 1});
    if (!sightings) return fail(std::move(sightings));
    Output output;
    if (cut_to_page(*sightings, input.limit)) output.next = sightings->back().id.to_string();
    SightingViews views(transaction);
    for (const core::Sighting& sighting : *sightings) {
      Result<SightingView> view = views.view(sighting);
      if (!view) return fail(std::move(view));
      output.items.push_back(std::move(*view));
    }
    return output;
  });
}

}  // namespace attendsense::service::list_sightings
