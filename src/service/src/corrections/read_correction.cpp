#include "attendsense/service/corrections/read_correction.hpp"

#include "corrections/correction_rules.hpp"
#include "requests.hpp"

namespace attendsense::service::read_correction {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  Result<void> allowed = require_requests(input.actor);
  if (!allowed) return fail(std::move(allowed));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const auto correction = visible_correction(transaction, input.actor, input.correction);
    if (!correction) return fail(correction.error());
    return view_of(transaction, *correction);
  });
}

}  // namespace attendsense::service::read_correction
