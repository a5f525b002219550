#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/precondition.hpp"
#include "attendsense/service/principal.hpp"

// Changes a webhook. One that is paused hears of nothing, and what waits for it is given up; one that is active again
// hears of what happens from then on. Needs manage_company. Errors: not_found "webhook_unknown"; invalid_input
// "input_invalid"; those of the precondition.
namespace attendsense::service::update_webhook {

// How long the secret before signs too.
inline constexpr std::chrono::hours kRotation{24};

struct Input {
  Principal actor = {};
  core::WebhookId webhook = {};
  std::optional<std::string> name = {};
  std::optional<std::string> url = {};
  std::optional<std::set<std::string>> events = {};
  std::optional<bool> active = {};
  bool rotate_secret = false;
  Precondition<core::Webhook> precondition = {};
};

// With its secret, to be told only when it is a new one.
using Output = core::Webhook;

[[nodiscard]] Result<void> check(const Input& input, const Ports& ports);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::update_webhook
