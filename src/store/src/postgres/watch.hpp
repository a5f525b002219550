#pragma once

#include <functional>
#include <memory>

#include "attendsense/core/ports/store.hpp"
#include "postgres/connection.hpp"

namespace attendsense::store::postgres {

// Listens on a connection and a thread of its own, and connects again whenever it has to. Calls once after each
// connecting, the first included: what came before it is unknown.
[[nodiscard]] std::unique_ptr<core::Watch> watch_templates(Conninfo conninfo, std::function<void()> changed);

}  // namespace attendsense::store::postgres
