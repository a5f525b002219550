#include "attendsense/service/webhooks/read_webhook.hpp"

#include "webhooks/webhook_rules.hpp"

namespace attendsense::service::read_webhook {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_company); !allowed) {
    return fail(std::move(allowed));
  }
  return core::read_from(ports.store, [&](core::Transaction& transaction) {
    return webhook_of(transaction, input.actor.company, input.webhook);
  });
}

}  // namespace attendsense::service::read_webhook
