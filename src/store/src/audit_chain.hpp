#pragma once

// The hash that chains the audit, the same over both engines.

#include <string>

#include "attendsense/core/entities.hpp"

namespace attendsense::store {

// SHA-256, hexadecimal, over every field of the entry but its own hash, each preceded by its length, so that no two
// entries share a serialisation.
[[nodiscard]] std::string audit_hash(const core::AuditEntry& entry);

}  // namespace attendsense::store
