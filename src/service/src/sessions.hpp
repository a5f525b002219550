#pragma once

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/views.hpp"

namespace attendsense::service {

// From where somebody signs in, as the list of their sessions tells them.
struct Origin {
  std::string client = {};   // "Firefox on Linux"; empty: not known
  std::string address = {};  // empty: local
};

// A new session with its first access and refresh token.
[[nodiscard]] Result<Session> begin_session(core::Transaction& transaction, const core::Employee& employee,
                                            core::TokenId family, const Origin& origin, Instant now);
// New tokens of a session that goes on.
[[nodiscard]] Result<Session> renew_session(core::Transaction& transaction, const core::Employee& employee,
                                            core::TokenId family, const std::string& address, Instant now);

}  // namespace attendsense::service
