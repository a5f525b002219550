#include "fake_google.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "attendsense/base/clock.hpp"
#include "attendsense/crypto/base64.hpp"
#include "testing/checkout.hpp"

namespace attendsense::monitoring {

namespace {

namespace json = boost::json;
using api::http::Request;
using api::http::Response;

constexpr const char* kEmail = "writer@the-project.iam.gserviceaccount.com";

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }

  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }

  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

Response answer(int status, std::string body) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/json");
  response.body = std::move(body);
  return response;
}

json::object decoded(const std::string& part) {
  return json::parse(as_text(crypto::from_base64url(part).value())).as_object();
}

const valijson::Schema& schema() {
  static const auto parsed = [] {
    const auto file = read_file(checkout() / "src/monitoring/tests/time_series.schema.json").value();
    const json::value document = json::parse(as_text(file));
    auto made = std::make_unique<valijson::Schema>();
    valijson::SchemaParser().populateSchema(valijson::adapters::BoostJsonAdapter(document), *made);
    return made;
  }();
  return *parsed;
}

std::string schema_errors(const json::value& body) {
  valijson::ValidationResults results;
  valijson::Validator validator;
  if (validator.validate(schema(), valijson::adapters::BoostJsonAdapter(body), &results)) return {};
  valijson::ValidationResults::Error error;
  std::string all;
  while (results.popError(error)) {
    for (const std::string& step : error.context) all += step;
    all += ": " + error.description + "\n";
  }
  return all;
}

}  // namespace

struct FakeGoogle::Key {
  std::unique_ptr<EVP_PKEY, Free> pair{EVP_RSA_gen(2048)};

  [[nodiscard]] std::string pem() const {
    const std::unique_ptr<BIO, Free> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), pair.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(size)};
  }

  [[nodiscard]] bool verifies(BytesView content, BytesView signature) const {
    const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, pair.get()) == 1 &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(), content.data(), content.size()) == 1;
  }
};

FakeGoogle::FakeGoogle()
    : key_(std::make_unique<Key>()), engine_(std::move(api::http::Engine::start({}, *this).value())) {}

FakeGoogle::~FakeGoogle() {
  {
    const std::scoped_lock lock(mutex_);
    held_.clear();
  }
  engine_->stop(std::chrono::milliseconds{100});
}

std::string FakeGoogle::host() const {
  return "127.0.0.1:" + std::to_string(engine_->port());
}

std::filesystem::path FakeGoogle::service_account() const {
  return service_account_with("type", "service_account");
}

std::filesystem::path FakeGoogle::service_account_with(const std::string& key, const std::string& value) const {
  json::object content{{"type", "service_account"},  {"project_id", "the-project"}, {"private_key_id", "key-7"},
                       {"private_key", key_->pem()}, {"client_email", kEmail},      {"token_uri", url() + "/token"}};
  content[key] = value;
  const std::filesystem::path file = folder_.path() / ("account-" + key + ".json");
  EXPECT_TRUE(write_file_atomically(file, as_bytes(json::serialize(content))));
  return file;
}

void FakeGoogle::answer_next(std::vector<Answer> answers) {
  const std::scoped_lock lock(mutex_);
  answers_.assign(answers.begin(), answers.end());
}

void FakeGoogle::let_tokens_live(int seconds) {
  const std::scoped_lock lock(mutex_);
  token_life_ = seconds;
}

void FakeGoogle::revoke_tokens() {
  const std::scoped_lock lock(mutex_);
  token_.clear();
}

bool FakeGoogle::wait_until(const std::function<bool(const Seen&)>& condition) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return condition(seen_); });
}

FakeGoogle::Seen FakeGoogle::seen() {
  const std::scoped_lock lock(mutex_);
  return seen_;
}

void FakeGoogle::handle(Request request, api::http::Respond respond) {
  Response response;
  {
    const std::scoped_lock lock(mutex_);
    if (request.target == "/token") {
      response = give_token(request);
    } else if (request.target.starts_with("/computeMetadata/")) {
      response = metadata(request);
    } else if (request.target == "/v3/projects/the-project/timeSeries") {
      if (!answers_.empty() && answers_.front().hold) {
        answers_.pop_front();
        ++seen_.refused;
        held_.push_back(std::move(respond));
        changed_.notify_all();
        return;
      }
      response = take(request);
    } else {
      fault("asked for " + request.target);
      response = answer(404, "{}");
    }
    changed_.notify_all();
  }
  respond(std::move(response));
}

Response FakeGoogle::refuse(const api::http::ProtocolFault& fault, const api::http::Peer&) {
  return answer(fault.status, "{}");
}

void FakeGoogle::check_assertion(const std::string& assertion) {
  const std::size_t first = assertion.find('.');
  const std::size_t last = assertion.rfind('.');
  if (first == std::string::npos || first == last) return fault("the assertion has not three parts");
  const auto signature = crypto::from_base64url(assertion.substr(last + 1));
  if (!signature || !key_->verifies(as_bytes(assertion.substr(0, last)), *signature)) return fault("signature");
  const json::object header = decoded(assertion.substr(0, first));
  if (header != json::object{{"alg", "RS256"}, {"typ", "JWT"}, {"kid", "key-7"}}) fault("header");
  const json::object claims = decoded(assertion.substr(first + 1, last - first - 1));
  if (claims.at("iss") != kEmail || claims.at("aud").as_string() != url() + "/token") fault("issuer or audience");
  if (claims.at("scope") != "https://www.googleapis.com/auth/monitoring.write") fault("scope");
  const std::int64_t now = std::chrono::floor<std::chrono::seconds>(SystemClock{}.now()).time_since_epoch().count();
  const std::int64_t issued = claims.at("iat").as_int64();
  const std::int64_t expires = claims.at("exp").as_int64();
  if (issued > now + 5 || expires <= now || expires - issued > 3600) fault("times");
}

Response FakeGoogle::give_token(const Request& request) {
  const std::string_view form = as_text(request.body);
  const std::string_view begin = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";
  if (request.method != "POST" || request.headers.find("content-type") != "application/x-www-form-urlencoded" ||
      !form.starts_with(begin)) {
    fault("not a request for a token: " + std::string(form));
    return answer(400, "{}");
  }
  const std::size_t before = seen_.faults.size();
  check_assertion(std::string(form.substr(begin.size())));
  return seen_.faults.size() == before ? grant() : answer(400, R"({"error":"invalid_grant"})");
}

Response FakeGoogle::grant() {
  token_ = "token-" + std::to_string(++seen_.tokens_given);
  return answer(200, json::serialize(json::object{
                         {"access_token", token_}, {"expires_in", token_life_}, {"token_type", "Bearer"}}));
}

Response FakeGoogle::metadata(const Request& request) {
  if (request.headers.find("metadata-flavor") != "Google") {
    fault("no Metadata-Flavor");
    return answer(403, "");
  }
  const std::string path = request.target.substr(std::string("/computeMetadata/v1/").size());
  if (path == "project/project-id") return answer(200, "the-project");
  if (path == "instance/id") return answer(200, "4711\n");
  if (path == "instance/zone") return answer(200, "projects/99/zones/europe-west1-b");
  if (path == "instance/service-accounts/default/token") return grant();
  return answer(404, "");
}

// What the schema cannot say.
void FakeGoogle::check_series(const json::object& series) {
  const json::object& interval = series.at("points").at(0).at("interval").as_object();
  const json::object& value = series.at("points").at(0).at("value").as_object();
  const std::string end(interval.at("endTime").as_string());
  const std::string name = json::serialize(series.at("metric"));
  const bool cumulative = series.at("metricKind") == "CUMULATIVE";
  if (cumulative != interval.contains("startTime")) fault(name + ": only a sum has a start");
  if (cumulative && std::string(interval.at("startTime").as_string()) >= end) fault(name + ": ends before its start");
  if (std::exchange(last_end_[name], end) >= end) fault(name + ": not later than the last point");
  const std::string_view type = series.at("valueType").as_string();
  const std::string_view member = value.begin()->key();
  if ((type == "INT64" && member != "int64Value") || (type == "DOUBLE" && member != "doubleValue") ||
      (type == "DISTRIBUTION" && member != "distributionValue")) {
    fault(name + ": value of another type");
  }
}

Response FakeGoogle::take(const Request& request) {
  if (token_.empty() || request.headers.find("authorization") != "Bearer " + token_) {
    ++seen_.refused;
    return answer(401, R"({"error":{"code":401,"status":"UNAUTHENTICATED"}})");
  }
  if (request.method != "POST" || request.headers.find("content-type") != "application/json") fault("no JSON posted");
  const json::value body = json::parse(as_text(request.body));
  if (const std::string errors = schema_errors(body); !errors.empty()) {
    fault(errors);
    return answer(400, "{}");
  }
  if (!answers_.empty()) {
    const Answer wanted = answers_.front();
    answers_.pop_front();
    ++seen_.refused;
    Response response = answer(wanted.status, R"({"error":{}})");
    if (!wanted.retry_after.empty()) response.headers.add("Retry-After", wanted.retry_after);
    return response;
  }
  for (const json::value& series : body.at("timeSeries").as_array()) check_series(series.as_object());
  seen_.taken.push_back(body.as_object());
  return answer(200, "{}");
}

}  // namespace attendsense::monitoring
