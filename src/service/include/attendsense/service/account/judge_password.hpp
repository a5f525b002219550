#pragma once

#include <optional>

#include "attendsense/base/secret.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Whether the caller could choose this password, for a form that says so as one types. Nothing changes.
// Errors: forbidden "person_needed".
namespace attendsense::service::judge_password {

struct Input {
  Principal actor = {};
  Secret password = {};
};

struct Output {
  std::optional<Error> fault = {};  // none: it is good
};

// What is known before anything is typed. Beyond it: no common password, none that is built from the person's names,
// address or company, no repetitions and sequences.
struct Rules {
  std::size_t min_characters = 0;  // code points
  std::size_t max_bytes = 0;       // in UTF-8
};

[[nodiscard]] Rules rules();

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::judge_password
