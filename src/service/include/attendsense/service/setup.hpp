#pragma once

#include <optional>

#include "attendsense/base/secret.hpp"
#include "attendsense/service/ports.hpp"

namespace attendsense::service {

[[nodiscard]] Result<bool> is_registered(core::Store& store);

// While no company is registered: a fresh one-time set-up code, which the caller shows to whoever started the server.
// An earlier code stops working. Nothing once a company is registered.
[[nodiscard]] Result<std::optional<Secret>> ensure_setup_code(core::Store& store);

}  // namespace attendsense::service
