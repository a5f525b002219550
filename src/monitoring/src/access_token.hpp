#pragma once

#include <memory>
#include <optional>
#include <stop_token>

#include "attendsense/base/clock.hpp"
#include "http.hpp"
#include "service_account.hpp"

namespace attendsense::monitoring {

// Where access tokens come from: a service account's key, or the metadata server of a machine of Google's. A token is
// used until shortly before it expires. One thread.
class AccessTokens {
 public:
  AccessTokens(ServiceAccount account, HttpClient& client, const Clock& clock);
  AccessTokens(std::string metadata_host, HttpClient& client, const Clock& clock);

  // Errors: those of the client; unavailable "token_refused" (what was said is in the message), "token_malformed".
  [[nodiscard]] Result<Secret> get(const std::stop_token& stop);

  // The one that was given is not accepted: the next get() asks for another.
  void forget() { token_ = {}; }

 private:
  [[nodiscard]] HttpRequest request() const;

  std::optional<ServiceAccount> account_;  // none: the metadata server
  std::string metadata_host_;
  HttpClient& client_;
  const Clock& clock_;
  Secret token_;
  Instant good_until_;
};

}  // namespace attendsense::monitoring
