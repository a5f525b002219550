#include "json_syntax.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <set>
#include <string>
#include <vector>

namespace attendsense::api {
namespace {

namespace json = boost::json;
using boost::system::error_code;

// Looks at keys alone. Two readers of one document must not see different values.
class KeyWatch {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  std::optional<std::string> repeated;

  bool on_document_begin(error_code&) { return true; }

  bool on_document_end(error_code&) { return true; }

  bool on_object_begin(error_code&) {
    keys_.emplace_back();
    return true;
  }

  bool on_object_end(std::size_t, error_code&) {
    keys_.pop_back();
    return true;
  }

  bool on_array_begin(error_code&) { return true; }

  bool on_array_end(std::size_t, error_code&) { return true; }

  bool on_key_part(json::string_view text, std::size_t, error_code&) {
    key_ += text;
    return true;
  }

  bool on_key(json::string_view text, std::size_t, error_code& failed) {
    key_ += text;
    std::string key = std::exchange(key_, {});
    if (keys_.back().insert(key).second) return true;
    repeated = std::move(key);
    failed = json::error::extra_data;
    return false;
  }

  bool on_string_part(json::string_view, std::size_t, error_code&) { return true; }

  bool on_string(json::string_view, std::size_t, error_code&) { return true; }

  bool on_number_part(json::string_view, error_code&) { return true; }

  bool on_int64(std::int64_t, json::string_view, error_code&) { return true; }

  bool on_uint64(std::uint64_t, json::string_view, error_code&) { return true; }

  bool on_double(double, json::string_view, error_code&) { return true; }

  bool on_bool(bool, error_code&) { return true; }

  bool on_null(error_code&) { return true; }

  bool on_comment_part(json::string_view, error_code&) { return true; }

  bool on_comment(json::string_view, error_code&) { return true; }

 private:
  std::vector<std::set<std::string>> keys_;
  std::string key_;
};

json::parse_options strict(std::size_t deepest) {
  json::parse_options options;
  options.max_depth = deepest;
  return options;
}

std::optional<std::string> repeated_key(std::string_view text, std::size_t deepest) {
  json::basic_parser<KeyWatch> parser(strict(deepest));
  error_code failed;
  parser.write_some(false, text.data(), text.size(), failed);
  return std::move(parser.handler().repeated);
}

}  // namespace

Result<json::value> parse_json(std::string_view text, std::size_t deepest) {
  error_code failed;
  json::value value = json::parse(text, failed, {}, strict(deepest));
  if (failed == json::error::too_deep) {
    return fail(Failure::invalid_input, "json_too_deep",
                "The JSON is nested deeper than " + std::to_string(deepest) + " levels", "Send it flatter");
  }
  if (failed) {
    return fail(Failure::invalid_input, "json_malformed", "The body is not valid JSON: " + failed.message(),
                "Send one JSON document in UTF-8");
  }
  if (auto repeated = repeated_key(text, deepest)) {
    return fail(Failure::invalid_input, "json_key_repeated", "A key occurs twice in one object", "Send every key once");
  }
  return value;
}

}  // namespace attendsense::api
