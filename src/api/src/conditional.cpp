#include "conditional.hpp"

#include <boost/json/serialize.hpp>

#include "attendsense/base/sha256.hpp"

namespace attendsense::api {
namespace {

constexpr std::size_t kTagDigits = 32;  // 128 bits: no two representations of a thing share it by accident

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

enum class Comparison { strong, weak };

// Our tags hold no commas, so that a tag which does cannot be ours anyway.
bool lists(std::string_view tags, std::string_view wanted, Comparison comparison) {
  while (!tags.empty()) {
    const std::size_t end = std::min(tags.find(','), tags.size());
    std::string_view tag = without_blanks(tags.substr(0, end));
    if (comparison == Comparison::weak && tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == wanted) return true;
    tags.remove_prefix(std::min(end + 1, tags.size()));
  }
  return false;
}

std::string tag_of(std::string_view body) {
  return '"' + to_hex(sha256(as_bytes(body))).substr(0, kTagDigits) + '"';
}

}  // namespace

std::string entity_tag(const boost::json::object& representation) {
  return tag_of(boost::json::serialize(representation));
}

http::Response tagged_json_response(int status, const boost::json::object& representation) {
  http::Response response = json_response(status, representation);
  response.headers.add("ETag", entity_tag(representation));
  return response;
}

Result<void> check_if_match(const std::optional<std::string>& if_match, const boost::json::object& representation) {
  if (!if_match || without_blanks(*if_match) == "*" || lists(*if_match, entity_tag(representation), Comparison::strong))
    return {};
  return fail(Failure::conflict, "precondition_failed", "It was changed since you read it",
              "Read it again, and make the change to what it is now");
}

void answer_conditionally(const http::Request& request, http::Response& response) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const bool whole = response.status == 200 && !response.stream;
  if (!reads || !whole || response.headers.find("Content-Type") != "application/json") return;
  if (!response.headers.find("ETag")) response.headers.add("ETag", tag_of(response.body));
  if (!response.headers.find("Cache-Control")) response.headers.add("Cache-Control", "private, no-cache");
  answer_not_modified(request, response);
}

void answer_not_modified(const http::Request& request, http::Response& response) {
  const std::optional<std::string> known = request.headers.joined("If-None-Match");
  if (!known) return;
  const std::string_view tag = *response.headers.find("ETag");
  if (without_blanks(*known) != "*" && !lists(*known, tag, Comparison::weak)) return;
  response.status = 304;
  response.body.clear();
}

}  // namespace attendsense::api
