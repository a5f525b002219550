#pragma once

#include <set>
#include <string>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// An address that is told of what happens from now on. Needs manage_company. Errors: conflict "webhooks_exhausted";
// invalid_input "input_invalid".
namespace attendsense::service::create_webhook {

// Of one company.
inline constexpr std::size_t kMostWebhooks = 20;

struct Input {
  Principal actor = {};
  std::string name = {};
  std::string url = {};
  std::set<std::string> events = {};  // "punch", "sighting", "correction", "leave", "alert"
};

// With its secret, which is told this once.
using Output = core::Webhook;

[[nodiscard]] Result<void> check(const Input& input, const Ports& ports);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::create_webhook
