#include "contract.hpp"

#include <yaml-cpp/yaml.h>

#include <boost/json.hpp>
#include <regex>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "testing/checkout.hpp"

namespace attendsense::api::testing {
namespace {

namespace json = boost::json;

// As YAML's core schema reads a plain scalar; a quoted one is a text.
json::value scalar(const YAML::Node& node) {
  const std::string& text = node.Scalar();
  if (node.Tag() == "!") return json::value(text);
  if (text == "true" || text == "false") return json::value(text == "true");
  if (text.empty() || text == "null" || text == "~") return nullptr;
  static const std::regex kNumber("-?[0-9]+(\\.[0-9]+)?");
  if (std::regex_match(text, kNumber)) return json::parse(text);
  return json::value(text);
}

json::value to_json(const YAML::Node& node) {
  if (node.IsNull()) return nullptr;
  if (node.IsScalar()) return scalar(node);
  if (node.IsSequence()) {
    json::array array;
    for (const auto& item : node) array.push_back(to_json(item));
    return array;
  }
  json::object object;
  for (const auto& item : node) object[item.first.Scalar()] = to_json(item.second);
  return object;
}

bool path_matches(const std::string& pattern, const std::string& path) {
  static const std::regex kParameter("\\{[a-z_]+\\}");
  return std::regex_match(path, std::regex(std::regex_replace(pattern, kParameter, "[^/]+")));
}

std::string without_parameters(const std::string& type) {
  return type.substr(0, type.find(';'));
}

// Answers that come before it is known whether the request is any operation's at all.
bool may_come_anywhere(int status) {
  static const std::set<int> kStatuses{400, 404, 405, 408, 413, 417, 431, 503};
  return kStatuses.contains(status);
}

}  // namespace

json::object Reply::json() const {
  return json::parse(body).as_object();
}

std::string Reply::header(const std::string& lower_case_name) const {
  const auto found = headers.find(lower_case_name);
  return found == headers.end() ? "" : found->second;
}

std::string Reply::code() const {
  if (header("content-type") != "application/problem+json") return "";
  return std::string(json().at("code").as_string());
}

Contract::Contract() {
  document_ = to_json(YAML::LoadFile(checkout() / "contracts/openapi.yaml")).as_object();
  for (const auto& [path, item] : document_.at("paths").as_object()) {
    for (const auto& [method, operation] : item.as_object()) {
      if (method == "parameters") continue;
      std::string upper(method);
      std::ranges::transform(upper, upper.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
      const json::value* security = operation.as_object().if_contains("security");
      operations_.push_back({std::string(operation.at("operationId").as_string()), upper, std::string(path),
                             security != nullptr && security->as_array().empty()});
    }
  }
}

std::set<std::string> Contract::answered() const {
  const std::scoped_lock lock(mutex_);
  return answered_;
}

const Contract::Operation* Contract::find(const std::string& method, const std::string& path) const {
  const Operation* found = nullptr;
  for (const Operation& operation : operations_) {
    if (operation.method == (method == "HEAD" ? "GET" : method) && path_matches(operation.path, path)) {
      // "/sessions/current" rather than "/sessions/{id}".
      if (found == nullptr || operation.path.find('{') == std::string::npos) found = &operation;
    }
  }
  return found;
}

// Of "#/components/responses/NotFound" what it names.
const json::object& Contract::resolve(const json::object& node) const {
  const json::value* reference = node.if_contains("$ref");
  if (reference == nullptr) return node;
  const std::string name(reference->as_string());
  return document_.at("components").at("responses").at(name.substr(name.rfind('/') + 1)).as_object();
}

std::string Contract::schema_complaint(const json::value& schema, const std::string& body) const {
  boost::system::error_code failed;
  const json::value value = json::parse(body, failed);
  if (failed) return "the body is no JSON: " + failed.message();
  const json::value root = json::object{{"allOf", json::array{schema}}, {"components", document_.at("components")}};
  valijson::Schema parsed;
  valijson::SchemaParser().populateSchema(valijson::adapters::BoostJsonAdapter(root), parsed);
  valijson::ValidationResults results;
  if (valijson::Validator().validate(parsed, valijson::adapters::BoostJsonAdapter(value), &results)) return "";
  std::string complaint;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const std::string& part : error.context) complaint += part;
    complaint += ": " + error.description + "; ";
  }
  return complaint;
}

std::string Contract::response_complaint(const json::object& response, const Reply& reply) const {
  if (const json::value* headers = response.if_contains("headers")) {
    for (const auto& [name, header] : headers->as_object()) {
      std::string lower(name);
      std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
      if (!reply.headers.contains(lower)) return "the header field " + std::string(name) + " is missing";
    }
  }
  const json::value* content = response.if_contains("content");
  if (content == nullptr) return reply.body.empty() ? "" : "there is a body where none is documented";
  const std::string type = without_parameters(reply.header("content-type"));
  const json::value* media = content->as_object().if_contains(type);
  if (media == nullptr) return "the type \"" + type + "\" is not documented";
  return type.ends_with("json") ? schema_complaint(media->at("schema"), reply.body) : "";
}

std::string Contract::complaint(const std::string& method, const std::string& target, const Reply& reply) const {
  if (!reply.headers.contains("attendsense-request-id")) return "there is no request id";
  if (!reply.headers.contains("attendsense-time")) return "there is no server time";
  if (method == "HEAD" || method == "OPTIONS") return reply.body.empty() ? "" : "there is a body";
  std::string path = target.substr(0, target.find('?'));
  static const std::set<std::string> kShort{"/healthz", "/readyz", "/version", "/metrics"};
  if (kShort.contains(path)) path.insert(0, "/api/v1");
  const Operation* operation = find(method, path);
  const json::object* responses = nullptr;
  const std::string status = std::to_string(reply.status);
  if (operation != nullptr) {
    std::string lower = method;
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    responses = &document_.at("paths").at(operation->path).at(lower).at("responses").as_object();
  }
  if (responses == nullptr || !responses->contains(status)) {
    if (!may_come_anywhere(reply.status)) return status + " is not documented for " + method + " " + path;
    if (reply.header("content-type") != "application/problem+json") return status + " without a problem document";
    return schema_complaint(json::object{{"$ref", "#/components/schemas/Problem"}}, reply.body);
  }
  const std::string complaint = response_complaint(resolve(responses->at(status).as_object()), reply);
  if (complaint.empty() && reply.status < 300) {
    const std::scoped_lock lock(mutex_);
    answered_.insert(operation->id);
  }
  return complaint;
}

const Contract& contract() {
  static const Contract kContract;
  return kContract;
}

}  // namespace attendsense::api::testing
