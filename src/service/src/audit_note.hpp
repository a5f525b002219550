#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/principal.hpp"

namespace attendsense::service {

// Facts beside an audit entry. Never names, e-mail addresses or anything biometric: the audit outlives the person.
using AuditDetails = std::vector<std::pair<std::string_view, std::string>>;

// "employee.create" of `subject` by `actor`, within the transaction of what it tells of.
[[nodiscard]] Result<void> note(core::Transaction& transaction, const Principal& actor, std::string_view action,
                                const std::string& subject, const AuditDetails& details, Instant now);

}  // namespace attendsense::service
