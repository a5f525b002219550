#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/service/input_check.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Who changed what. Needs manage_company.
namespace attendsense::service::read_audit {

struct Input {
  Principal actor = {};
  core::AuditFilter filter = {};
  std::string after = {};  // the `next` of the page before: a sequence number
  int limit = kDefaultPageLimit;
};

struct Output {
  std::vector<core::AuditEntry> items;
  std::optional<std::string> next;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_audit

// Recomputes the chain of hashes. Needs manage_company. Errors: corrupt "audit_chain_broken" names the entry.
namespace attendsense::service::verify_audit {

struct Input {
  Principal actor = {};
};

struct Output {
  std::int64_t entries = 0;  // all of them fit
};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::verify_audit
