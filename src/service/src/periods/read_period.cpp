#include "attendsense/service/periods/read_period.hpp"

#include "periods/find_period.hpp"

namespace attendsense::service::read_period {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (Result<void> allowed = require_periods(input.actor); !allowed) return fail(std::move(allowed));
  return core::read_from(ports.store, [&](core::Transaction& transaction) {
    return period_of(transaction, input.actor.company, input.period);
  });
}

}  // namespace attendsense::service::read_period
