#pragma once

#include <limits>
#include <optional>
#include <string>

#include "paging.hpp"

// A page of the audit as both engines ask for it: audit_page_sql(filter) with the parameters company,
// audit_place_of(filter, page), limit, given(action), given(actor), given(subject), from, to.
namespace attendsense::store {

[[nodiscard]] inline std::optional<std::string> given(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

[[nodiscard]] inline std::int64_t audit_place_of(const core::AuditFilter& filter, const core::Page& page) {
  const bool from_the_end = filter.newest_first && page.after.empty();
  return from_the_end ? std::numeric_limits<std::int64_t>::max() : sequence_after_of(page);
}

[[nodiscard]] inline std::string audit_page_sql(const core::AuditFilter& filter) {
  const bool many = filter.action.ends_with('.');
  std::string sql = fmt::format("WHERE company = $1 AND sequence {} $2", filter.newest_first ? '<' : '>');
  sql += condition(many ? "substr(action, 1, length($4)) = $4" : "action = $4", 4, given(filter.action));
  sql += condition("actor = $5", 5, given(filter.actor));
  sql += condition("subject = $6", 6, given(filter.subject));
  sql += condition("at >= $7", 7, filter.from);
  sql += condition("at < $8", 8, filter.to);
  return sql + fmt::format(" ORDER BY sequence{} LIMIT $3", filter.newest_first ? " DESC" : "");
}

}  // namespace attendsense::store
