#include "access_token.hpp"

#include <boost/json.hpp>

#include "metadata_server.hpp"

namespace attendsense::monitoring {

namespace {

constexpr std::chrono::minutes kMargin{5};  // before the expiry: clocks differ, and a request takes its time
constexpr std::chrono::hours kLongestLife{1};
constexpr std::size_t kShownOfAnswer = 200;

struct Granted {
  Secret token;
  std::chrono::seconds life;
};

std::optional<Granted> parse(const std::string& body) {
  boost::system::error_code failed;
  const boost::json::value parsed = boost::json::parse(body, failed);
  if (failed || !parsed.is_object()) return std::nullopt;
  const boost::json::value* token = parsed.get_object().if_contains("access_token");
  const boost::json::value* life = parsed.get_object().if_contains("expires_in");
  if (token == nullptr || !token->is_string() || token->get_string().empty()) return std::nullopt;
  if (life == nullptr || !life->is_int64() || life->get_int64() <= 0) return std::nullopt;
  // Not a header of its own making.
  if (token->get_string().find_first_of("\r\n ") != std::string_view::npos) return std::nullopt;
  return Granted{Secret(std::string(token->get_string())), std::chrono::seconds(life->get_int64())};
}

}  // namespace

AccessTokens::AccessTokens(ServiceAccount account, HttpClient& client, const Clock& clock)
    : account_(std::move(account)), client_(client), clock_(clock) {}

AccessTokens::AccessTokens(std::string metadata_host, HttpClient& client, const Clock& clock)
    : metadata_host_(std::move(metadata_host)), client_(client), clock_(clock) {}

HttpRequest AccessTokens::request() const {
  if (!account_) return metadata_request(metadata_host_, "instance/service-accounts/default/token");
  // base64url needs no escaping in a form.
  return {.url = account_->token_uri,
          .headers = {"Content-Type: application/x-www-form-urlencoded"},
          .body = Secret("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=" +
                         signed_claim(*account_, clock_.now()).reveal())};
}

Result<Secret> AccessTokens::get(const std::stop_token& stop) {
  if (!token_.empty() && clock_.now() < good_until_) return token_;
  const Instant asked_at = clock_.now();
  const Result<HttpResponse> response = client_.send(request(), stop);
  if (!response) return fail(response.error());
  if (response->status != 200) {
    return fail(Failure::unavailable, "token_refused",
                "No access token: answered " + std::to_string(response->status) + " " +
                    response->body.substr(0, kShownOfAnswer),
                "Check that the service account exists, its key is valid and this machine's clock is right");
  }
  std::optional<Granted> granted = parse(response->body);
  if (!granted)
    return fail(Failure::unavailable, "token_malformed", "The answer to the request for a token holds none");
  token_ = std::move(granted->token);
  const auto life = std::min<std::chrono::seconds>(granted->life, kLongestLife);
  good_until_ = asked_at + std::max<std::chrono::seconds>(life - kMargin, life / 2);
  return token_;
}

}  // namespace attendsense::monitoring
