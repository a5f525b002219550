#pragma once

// What is bound to a sealed value besides the key: the column and the row it belongs to. A value that was copied to
// another row, or to another person, does not open.

#include "attendsense/base/bytes.hpp"
#include "attendsense/core/entities.hpp"
#include "attendsense/core/ports/replies.hpp"
#include "attendsense/core/webhook.hpp"

namespace attendsense::store {

[[nodiscard]] Bytes template_seal_context(core::TemplateId id, core::EmployeeId employee, std::string_view model);
[[nodiscard]] Bytes station_seal_context(core::StationId id);
[[nodiscard]] Bytes second_factor_seal_context(core::EmployeeId employee);
[[nodiscard]] Bytes reply_seal_context(const core::ReplyKey& key);
[[nodiscard]] Bytes crop_seal_context(core::SightingId id);
[[nodiscard]] Bytes webhook_seal_context(core::WebhookId id);

}  // namespace attendsense::store
