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

bool is_parameter(std::string_view part) {
  return part.starts_with('{') && part.ends_with('}');
}

// "/sites/{site_id}" matches "/sites/x". By hand: clients on several threads ask, and to compile a regular expression
// there races in libstdc++ (the locale's cache of narrow characters).
bool path_matches(std::string_view pattern, std::string_view path) {
  while (true) {
    const std::string_view wanted = pattern.substr(0, pattern.find('/'));
    const std::string_view part = path.substr(0, path.find('/'));
    if (is_parameter(wanted) ? part.empty() : part != wanted) return false;
    const bool last = wanted.size() == pattern.size();
    if (last || part.size() == path.size()) return last && part.size() == path.size();
    pattern.remove_prefix(wanted.size() + 1);
    path.remove_prefix(part.size() + 1);
  }
}

std::string without_parameters(const std::string& type) {
  return type.substr(0, type.find(';'));
}

// What was read as a whole can be asked for again on condition that it has changed.
std::string caching_complaint(const json::object& responses, const Reply& reply) {
  if (reply.status != 200 || reply.header("content-type") != "application/json") return "";
  if (!reply.headers.contains("etag")) return "there is no entity tag";
  return responses.contains("304") ? "" : "304 is not documented";
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

namespace {

bool has_parameter(const json::object& operation, std::string_view reference) {
  const json::value* parameters = operation.if_contains("parameters");
  return parameters != nullptr && std::ranges::any_of(parameters->as_array(), [&](const json::value& parameter) {
           const json::value* named = parameter.as_object().if_contains("$ref");
           return named != nullptr && named->as_string() == reference;
         });
}

}  // namespace

Contract::Contract() {
  document_ = to_json(YAML::LoadFile(checkout() / "contracts/openapi.yaml")).as_object();
  for (const auto& [path, item] : document_.at("paths").as_object()) {
    for (const auto& [method, operation] : item.as_object()) {
      if (method == "parameters") continue;
      std::string upper(method);
      std::ranges::transform(upper, upper.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
      const json::value* security = operation.as_object().if_contains("security");
      operations_.push_back({std::string(operation.at("operationId").as_string()), upper, std::string(path),
                             security != nullptr && security->as_array().empty(),
                             has_parameter(operation.as_object(), "#/components/parameters/IdempotencyKey")});
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
  // "#/components/responses/NotFound"
  const std::string path(reference->as_string());
  const std::size_t name = path.rfind('/');
  const std::size_t kind = path.rfind('/', name - 1);
  return document_.at("components").at(path.substr(kind + 1, name - kind - 1)).at(path.substr(name + 1)).as_object();
}

std::string Contract::schema_complaint(const json::value& schema, const std::string& body) const {
  boost::system::error_code failed;
  const json::value value = json::parse(body, failed);
  if (failed) return "the body is no JSON: " + failed.message();
  const json::value root = json::object{{"allOf", json::array{schema}}, {"components", document_.at("components")}};
  // Patterns are compiled as they are met, and libstdc++ fills a table of the locale meanwhile, without a lock.
  static std::mutex one_at_a_time;
  const std::scoped_lock lock(one_at_a_time);
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
      // Only where it is said that one may be missing.
      const json::value* required = resolve(header.as_object()).if_contains("required");
      if (required != nullptr && !required->as_bool()) continue;
      if (!reply.headers.contains(lower)) return "the header field " + std::string(name) + " is missing";
    }
  }
  const json::value* content = response.if_contains("content");
  if (content == nullptr) return reply.body.empty() ? "" : "there is a body where none is documented";
  const std::string type = without_parameters(reply.header("content-type"));
  const json::value* media = content->as_object().if_contains(type);
  if (media == nullptr) return "the type \"" + type + "\" is not documented";
  return type == "application/json" || type.ends_with("+json") ? schema_complaint(media->at("schema"), reply.body) : "";
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
  std::string complaint = response_complaint(resolve(responses->at(status).as_object()), reply);
  if (complaint.empty() && method == "GET") complaint = caching_complaint(*responses, reply);
  if (complaint.empty() && reply.status < 300) {
    const std::scoped_lock lock(mutex_);
    answered_.insert(operation->id);
  }
  return complaint;
}

// Of a request body or a response. The example stands beside the schema, or in it.
std::string Contract::example_complaint(const json::object& holder) const {
  const json::value* content = holder.if_contains("content");
  const json::value* media = content == nullptr ? nullptr : content->as_object().if_contains("application/json");
  if (media == nullptr) return "";
  const json::value& schema = media->at("schema");
  const json::object& resolved = resolve(schema.as_object());
  for (const json::object* place : {&media->as_object(), &resolved}) {
    if (const json::value* example = place->if_contains("example"))
      return schema_complaint(schema, json::serialize(*example));
    if (const json::value* examples = place->if_contains("examples"))
      return examples->is_array() ? schema_complaint(schema, json::serialize(examples->at(0))) : "";
  }
  return "there is no example";
}

std::vector<std::string> Contract::example_complaints() const {
  std::vector<std::string> complaints;
  const auto look = [&](const std::string& where, const json::value& holder) {
    const std::string complaint = example_complaint(resolve(holder.as_object()));
    if (!complaint.empty()) complaints.push_back(where + ": " + complaint);
  };
  for (const auto& [path, item] : document_.at("paths").as_object()) {
    for (const auto& [method, operation] : item.as_object()) {
      if (method == "parameters") continue;
      const std::string id(operation.at("operationId").as_string());
      if (const json::value* body = operation.as_object().if_contains("requestBody")) look(id, *body);
      for (const auto& [status, response] : operation.at("responses").as_object())
        if (status.starts_with("2")) look(id + " " + std::string(status), response);
    }
  }
  return complaints;
}

const Contract& contract() {
  static const Contract kContract;
  return kContract;
}

}  // namespace attendsense::api::testing
