#pragma once

// One file a table: each makes the port of its rows over a connection, which must outlive it.

#include <memory>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/crypto/sealing.hpp"
#include "postgres/connection.hpp"

namespace attendsense::store::postgres {

[[nodiscard]] std::unique_ptr<core::Companies> make_companies(Connection& connection);
[[nodiscard]] std::unique_ptr<core::Employees> make_employees(Connection& connection);
[[nodiscard]] std::unique_ptr<core::Templates> make_templates(Connection& connection, const crypto::SealingKey& key);
[[nodiscard]] std::unique_ptr<core::Stations> make_stations(Connection& connection, const crypto::SealingKey& key);
[[nodiscard]] std::unique_ptr<core::Sightings> make_sightings(Connection& connection);
[[nodiscard]] std::unique_ptr<core::Punches> make_punches(Connection& connection);
[[nodiscard]] std::unique_ptr<core::Outbox> make_outbox(Connection& connection);
[[nodiscard]] std::unique_ptr<core::Audit> make_audit(Connection& connection);
[[nodiscard]] std::unique_ptr<core::Tokens> make_tokens(Connection& connection);
[[nodiscard]] std::unique_ptr<core::Settings> make_settings(Connection& connection);

}  // namespace attendsense::store::postgres
