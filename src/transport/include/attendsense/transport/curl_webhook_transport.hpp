#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "attendsense/core/ports/webhook_transport.hpp"

namespace attendsense::transport {

struct WebhookTransportOptions {
  // Receivers on this machine or in its own networks, which anybody who may set up a webhook could otherwise explore.
  bool allow_private = false;
  bool allow_http = false;                    // without TLS
  std::filesystem::path ca_file;              // PEM; empty: those that the system trusts
  std::chrono::milliseconds timeout{10'000};  // for a whole post
};

// Over libcurl. Certificates are verified, redirects not followed, proxies of the environment not used. Whether an
// address may be connected to is judged when it is connected to, so that a name that resolves otherwise then does not
// help. Of an answer the status counts; its body is read up to 1 KiB and dropped. Throws std::bad_alloc.
[[nodiscard]] std::unique_ptr<core::WebhookTransport> make_curl_webhook_transport(WebhookTransportOptions options = {});

}  // namespace attendsense::transport
