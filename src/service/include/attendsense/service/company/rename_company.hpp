#pragma once

#include <string>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/precondition.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/read_company.hpp"

// What the company is called from now on: in the web app, in reports, at its stations. Needs manage_company. Errors:
// invalid_input "input_invalid"; those of the precondition.
namespace attendsense::service::rename_company {

struct Input {
  Principal actor = {};
  std::string name = {};
  Precondition<read_company::Output> precondition = {};
};

using Output = read_company::Output;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::rename_company
