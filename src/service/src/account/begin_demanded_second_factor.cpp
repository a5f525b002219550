#include "attendsense/service/account/begin_demanded_second_factor.hpp"

#include "account/challenges.hpp"
#include "account/codes.hpp"

namespace attendsense::service::begin_demanded_second_factor {

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  return core::write_to(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const Result<Challenged> who = challenged(transaction, input.challenge, now);
    if (!who) return fail(who.error());
    return begin_factor(transaction, who->employee, now);
  });
}

}  // namespace attendsense::service::begin_demanded_second_factor
