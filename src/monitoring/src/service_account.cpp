#include "service_account.hpp"

#include <boost/json.hpp>

#include "attendsense/base/files.hpp"
#include "attendsense/crypto/base64.hpp"
#include "http.hpp"

namespace attendsense::monitoring {

namespace {

constexpr std::size_t kMostFile = 64 << 10;
constexpr std::string_view kScope = "https://www.googleapis.com/auth/monitoring.write";
constexpr std::chrono::seconds kClaimLife{3600};  // the longest that Google accepts

std::unexpected<Error> invalid(const std::filesystem::path& file, const std::string& what) {
  return fail(Failure::invalid_input, "service_account_invalid", file.string() + ": " + what,
              "Give the JSON key file of a service account with the role Monitoring Metric Writer");
}

std::string text_of(const boost::json::object& object, const char* key) {
  const boost::json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string encoded(const boost::json::object& object) {
  return crypto::to_base64url(as_bytes(boost::json::serialize(object)));
}

}  // namespace

Result<ServiceAccount> read_service_account(const std::filesystem::path& file) {
  const Result<Bytes> content = read_file(file, kMostFile);
  if (!content) return fail(content.error());
  boost::system::error_code failed;
  const boost::json::value parsed = boost::json::parse(as_text(*content), failed);
  if (failed || !parsed.is_object()) return invalid(file, "is not a JSON object");
  const boost::json::object& object = parsed.get_object();
  if (text_of(object, "type") != "service_account") return invalid(file, "is not of the type service_account");
  for (const char* key : {"project_id", "client_email", "private_key_id", "private_key", "token_uri"}) {
    if (text_of(object, key).empty()) return invalid(file, std::string("has no text ") + key);
  }
  if (!is_private_url(text_of(object, "token_uri"))) return invalid(file, "has a token_uri without TLS");
  Result<crypto::RsaKey> key = crypto::RsaKey::from_pem(Secret(text_of(object, "private_key")));
  if (!key) return invalid(file, "has a private_key that is not an RSA key of at least 2048 bits");
  return ServiceAccount{.project = text_of(object, "project_id"),
                        .email = text_of(object, "client_email"),
                        .key_id = text_of(object, "private_key_id"),
                        .token_uri = text_of(object, "token_uri"),
                        .key = std::move(*key)};
}

Secret signed_claim(const ServiceAccount& account, Instant now) {
  const std::int64_t issued = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  const std::string content = encoded({{"alg", "RS256"}, {"typ", "JWT"}, {"kid", account.key_id}}) + "." +
                              encoded({{"iss", account.email},
                                       {"scope", kScope},
                                       {"aud", account.token_uri},
                                       {"iat", issued},
                                       {"exp", issued + kClaimLife.count()}});
  return Secret(content + "." + crypto::to_base64url(account.key.sign_rs256(as_bytes(content))));
}

}  // namespace attendsense::monitoring
