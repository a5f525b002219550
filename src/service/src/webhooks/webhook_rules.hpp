#pragma once

#include <set>
#include <string>
#include <string_view>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/input_check.hpp"
#include "attendsense/service/ports.hpp"

namespace attendsense::service {

// not_found "webhook_unknown": of another company too.
[[nodiscard]] Result<core::Webhook> webhook_of(core::Transaction& transaction, core::CompanyId company,
                                               core::WebhookId id);
// conflict "webhook_inactive".
[[nodiscard]] Result<void> require_active(const core::Webhook& webhook);

// Adds to a check what is wrong with an address or a choice of events. Where the address leads is judged when it is
// connected to.
void check_webhook_url(InputCheck& check, std::string_view url, const Ports& ports);
void check_webhook_events(InputCheck& check, const std::set<std::string>& events);

// As an audit entry says it.
[[nodiscard]] std::string in_words(const std::set<std::string>& events);
// Without what follows the path, which may hold a secret of the receiver's.
[[nodiscard]] std::string without_query(std::string_view url);

}  // namespace attendsense::service
