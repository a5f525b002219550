#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// The caller no longer agrees to being recognised by their face: all their templates are removed, and every worker
// forgets them. It needs nothing else, being as easy as to agree (GDPR, article 7(3)); once withdrawn, nothing happens.
// Attendance stays; another way to book is the company's to offer. Errors: forbidden "person_needed".
namespace attendsense::service::withdraw_consent {

struct Input {
  Principal actor = {};
};

struct Output {};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::withdraw_consent
