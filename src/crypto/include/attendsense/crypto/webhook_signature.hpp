#pragma once

// How a receiver knows that a message is ours, after the specification of Standard Webhooks
// (https://www.standardwebhooks.com), for which there are libraries in many languages. Safe from any thread.

#include <string>
#include <string_view>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"

namespace attendsense::crypto {

// "whsec_" and 256 random bits in base64.
[[nodiscard]] Secret make_webhook_secret();

// "v1," and the base64 of HMAC-SHA-256 over "<id>.<seconds since 1970>.<body>". The key is what the secret encodes;
// invalid_input "webhook_secret_malformed".
[[nodiscard]] Result<std::string> sign_webhook(const Secret& secret, std::string_view id, std::chrono::sys_seconds at,
                                               std::string_view body);

}  // namespace attendsense::crypto
