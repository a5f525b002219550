#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// How the caller signs in.
// Errors: forbidden "person_needed".
namespace attendsense::service::read_second_factor {

struct Input {
  Principal actor = {};
};

struct Output {
  std::optional<Instant> enrolled_at = {};  // none: by the password alone
  int recovery_codes_left = 0;
  bool demanded = false;  // by the company, of the caller
};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_second_factor
