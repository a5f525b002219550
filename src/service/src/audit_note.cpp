#include "audit_note.hpp"

#include <boost/json.hpp>

namespace attendsense::service {

Result<void> note(core::Transaction& transaction, const Principal& actor, std::string_view action,
                  const std::string& subject, const AuditDetails& details, Instant now) {
  boost::json::object object;
  for (const auto& [key, value] : details) object[key] = value;

  core::AuditEntry entry;
  entry.company = actor.company;
  entry.at = now;
  entry.actor = actor.actor();
  entry.action = std::string(action);
  entry.subject = subject;
  entry.details = boost::json::serialize(object);
  Result<core::AuditEntry> appended = transaction.audit().append(std::move(entry));
  if (!appended) return fail(std::move(appended));
  return {};
}

}  // namespace attendsense::service
