#include "audit_chain.hpp"

#include "attendsense/base/sha256.hpp"

namespace attendsense::store {
namespace {

void update(Sha256& hash, std::string_view field) {
  const std::string length = std::to_string(field.size()) + ":";
  hash.update(as_bytes(length));
  hash.update(as_bytes(field));
}

}  // namespace

std::string audit_hash(const core::AuditEntry& entry) {
  Sha256 hash;
  update(hash, "attendsense audit 1");
  update(hash, entry.previous_hash);
  update(hash, entry.company.to_string());
  update(hash, std::to_string(entry.sequence));
  update(hash, std::to_string(entry.at.time_since_epoch().count()));
  update(hash, entry.actor);
  update(hash, entry.action);
  update(hash, entry.subject);
  update(hash, entry.details);
  return to_hex(hash.finish());
}

}  // namespace attendsense::store
