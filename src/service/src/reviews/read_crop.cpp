#include "attendsense/service/reviews/read_crop.hpp"

#include "reviews/kept_crop.hpp"
#include "sighting_views.hpp"

namespace attendsense::service {

Result<Bytes> kept_crop(core::Transaction& transaction, core::SightingId sighting) {
  Result<std::optional<Bytes>> jpeg = transaction.reviews().crop(sighting);
  if (!jpeg) return fail(std::move(jpeg));
  if (*jpeg) return **std::move(jpeg);
  return fail(Failure::not_found, "crop_unknown", "No picture is kept of sighting " + sighting.to_string(),
              "Pictures are kept where the company's policy says so, until somebody decides or their days are over");
}

namespace read_crop {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  Result<void> allowed = require(input.actor, core::Permission::view_all);
  if (!allowed) return fail(std::move(allowed));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const Result<core::Sighting> sighting = sighting_of(transaction, input.actor.company, input.sighting);
    if (!sighting) return fail(sighting.error());
    Result<Bytes> jpeg = kept_crop(transaction, sighting->id);
    if (!jpeg) return fail(std::move(jpeg));
    Output output;
    output.jpeg = *std::move(jpeg);
    return output;
  });
}

}  // namespace read_crop
}  // namespace attendsense::service
