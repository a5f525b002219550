#pragma once

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/views.hpp"

namespace attendsense::service {

// New tokens of a family, and the view of whose they are.
[[nodiscard]] Result<Session> open_session(core::Transaction& transaction, const core::Employee& employee,
                                           core::TokenId family, Instant now);

}  // namespace attendsense::service
