#pragma once

#include <chrono>
#include <span>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/core/ports/webhook_transport.hpp"

namespace attendsense::service {

struct WebhookPatience {
  std::span<const std::chrono::seconds> retries;
  std::chrono::hours with_webhook{72};
  double stretch = 1;  // of the next pause
};

// Writes down how a post went, and what follows from it: that the delivery is over, or when it is tried next; that the
// webhook is switched off, which is audited and told of as an alert. A receiver that answers 410 is gone at once.
[[nodiscard]] Result<void> settle(core::Transaction& transaction, const core::WebhookAnswer& answer,
                                  const WebhookPatience& patience, Instant now);

[[nodiscard]] inline bool has_arrived(const core::WebhookAnswer& answer) {
  return answer.status && *answer.status >= 200 && *answer.status < 300;
}

}  // namespace attendsense::service
