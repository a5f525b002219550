#include "attendsense/service/webhooks/list_webhooks.hpp"

namespace attendsense::service::list_webhooks {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_company); !allowed) {
    return fail(std::move(allowed));
  }
  Result<std::vector<core::Webhook>> webhooks = core::read_from(
      ports.store, [&](core::Transaction& transaction) { return transaction.webhooks().all(input.actor.company); });
  if (!webhooks) return fail(std::move(webhooks));
  return Output{std::move(*webhooks)};
}

}  // namespace attendsense::service::list_webhooks
