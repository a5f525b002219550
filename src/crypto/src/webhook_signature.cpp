#include "attendsense/crypto/webhook_signature.hpp"

#include "attendsense/crypto/base64.hpp"
#include "attendsense/crypto/key_bytes.hpp"
#include "attendsense/crypto/signature.hpp"
#include "sodium.hpp"

namespace attendsense::crypto {
namespace {

constexpr std::string_view kPrefix = "whsec_";

}  // namespace

Secret make_webhook_secret() {
  return Secret(std::string(kPrefix) + to_base64(KeyBytes::random().reveal()));
}

Result<std::string> sign_webhook(const Secret& secret, std::string_view id, std::chrono::sys_seconds at,
                                 std::string_view body) {
  const std::string_view text = secret.reveal();
  Result<Bytes> key = text.starts_with(kPrefix) ? from_base64(text.substr(kPrefix.size())) : Result<Bytes>(Bytes{});
  if (!key || key->empty()) {
    return fail(Failure::invalid_input, "webhook_secret_malformed", "The secret of the webhook is damaged",
                "Give the webhook another secret");
  }
  std::string signed_text(id);
  signed_text.append(".").append(std::to_string(at.time_since_epoch().count())).append(".").append(body);
  std::string signature = "v1," + to_base64(hmac_sha256(*key, as_bytes(signed_text)));
  sodium_memzero(key->data(), key->size());
  return signature;
}

}  // namespace attendsense::crypto
