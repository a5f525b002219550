#pragma once

// The tables that this engine keeps in a way of its own; the others are in tables/. Each makes the port of its rows
// over a connection, which must outlive it.

#include <memory>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/crypto/sealing.hpp"
#include "postgres/connection.hpp"

namespace attendsense::store::postgres {

[[nodiscard]] std::unique_ptr<core::Templates> make_templates(Connection& connection, const crypto::SealingKey& key);
[[nodiscard]] std::unique_ptr<core::Stations> make_stations(Connection& connection, const crypto::SealingKey& key);
[[nodiscard]] std::unique_ptr<core::Outbox> make_outbox(Connection& connection);
[[nodiscard]] std::unique_ptr<core::Audit> make_audit(Connection& connection);

}  // namespace attendsense::store::postgres
