#include "attendsense/service/webhooks/list_deliveries.hpp"

#include "lookup.hpp"
#include "webhooks/webhook_rules.hpp"

namespace attendsense::service::list_deliveries {
namespace {

Result<Output> page(core::Transaction& transaction, const Input& input) {
  const Result<core::Webhook> webhook = webhook_of(transaction, input.actor.company, input.webhook);
  if (!webhook) return fail(webhook.error());
  Result<std::vector<core::WebhookDelivery>> deliveries =
      transaction.webhooks().deliveries(webhook->id, input.state, {input.after, input.limit + 1});
  if (!deliveries) return fail(std::move(deliveries));
  Output output;
  if (cut_to_page(*deliveries, input.limit)) output.next = deliveries->back().id.to_string();
  output.items = std::move(*deliveries);
  return output;
}

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().page(input.after, input.limit).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_company); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store, [&](core::Transaction& transaction) { return page(transaction, input); });
}

}  // namespace attendsense::service::list_deliveries
