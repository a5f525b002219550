#pragma once

#include <filesystem>
#include <string>

#include "attendsense/base/clock.hpp"
#include "attendsense/crypto/rsa_key.hpp"

namespace attendsense::monitoring {

// What the key file of a Google service account holds.
struct ServiceAccount {
  std::string project;
  std::string email;
  std::string key_id;
  std::string token_uri;
  crypto::RsaKey key;
};

// Errors: invalid_input "service_account_invalid", which names what is missing, or what read_file() says.
[[nodiscard]] Result<ServiceAccount> read_service_account(const std::filesystem::path& file);

// The signed claim that is exchanged for an access token (RFC 7523): issued now, good for an hour, for writing metrics
// only.
[[nodiscard]] Secret signed_claim(const ServiceAccount& account, Instant now);

}  // namespace attendsense::monitoring
