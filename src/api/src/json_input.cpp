#include "json_input.hpp"

#include "base64_input.hpp"
#include "json_syntax.hpp"
#include "utf8.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kLongestText = 1000;    // bytes; the use cases have tighter limits of their own
constexpr std::size_t kLongestSecret = 1024;  // bytes

}  // namespace

ObjectReader::ObjectReader(const json::object* object, std::string path, Notes& notes)
    : object_(object), path_(std::move(path)), notes_(&notes) {
  if (object_ != nullptr) notes_->objects.emplace(path_, object_);
}

std::string ObjectReader::path_of(std::string_view name) const {
  return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

void ObjectReader::note(std::string_view name, std::string message) {
  notes_->errors.push_back({path_of(name), std::move(message)});
}

const json::value* ObjectReader::find(std::string_view name) {
  if (object_ == nullptr) return nullptr;
  notes_->asked[path_].emplace(name);
  return object_->if_contains(name);
}

const json::value* ObjectReader::find_required(std::string_view name) {
  const json::value* value = find(name);
  if (value == nullptr && object_ != nullptr) note(name, "is missing");
  return value;
}

std::optional<std::string> ObjectReader::text_of(const json::value* value, std::string_view name) {
  if (value == nullptr) return std::nullopt;
  const json::string* text = value->if_string();
  if (text == nullptr) {
    note(name, "must be a text");
  } else if (text->size() > kLongestText) {
    note(name, "is too long");
  } else if (!is_plain_text(*text)) {
    note(name, "must not hold control characters");
  } else {
    return std::string(*text);
  }
  return std::nullopt;
}

std::optional<Secret> ObjectReader::secret_of(const json::value* value, std::string_view name) {
  if (value == nullptr) return std::nullopt;
  const json::string* text = value->if_string();
  if (text == nullptr) {
    note(name, "must be a text");
  } else if (text->size() > kLongestSecret) {
    note(name, "is too long");
  } else if (text->find('\0') != json::string::npos) {
    note(name, "must not hold control characters");
  } else {
    return Secret(std::string(*text));
  }
  return std::nullopt;
}

std::string ObjectReader::text(std::string_view name) {
  return text_of(find_required(name), name).value_or("");
}

Secret ObjectReader::secret(std::string_view name) {
  return secret_of(find_required(name), name).value_or(Secret());
}

std::optional<std::string> ObjectReader::optional_text(std::string_view name) {
  return text_of(find(name), name);
}

std::optional<Secret> ObjectReader::optional_secret(std::string_view name) {
  return secret_of(find(name), name);
}

bool ObjectReader::flag(std::string_view name) {
  (void)find_required(name);
  return optional_flag(name).value_or(false);
}

std::optional<bool> ObjectReader::optional_flag(std::string_view name) {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (const bool* flag = value->if_bool()) return *flag;
  note(name, "must be true or false");
  return std::nullopt;
}

std::optional<std::int64_t> ObjectReader::optional_integer(std::string_view name) {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (const std::int64_t* number = value->if_int64()) return *number;
  note(name, "must be a whole number");
  return std::nullopt;
}

std::optional<double> ObjectReader::optional_number(std::string_view name) {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_number()) return value->to_number<double>();
  note(name, "must be a number");
  return std::nullopt;
}

std::optional<LocalDate> ObjectReader::optional_date(std::string_view name) {
  const auto parse = [](std::string_view text) -> std::optional<LocalDate> {
    const Result<LocalDate> date = parse_date(text);
    return date ? std::optional(*date) : std::nullopt;
  };
  return optional_choice(name, parse, "a date such as 2026-03-29");
}

std::optional<Instant> ObjectReader::optional_time(std::string_view name) {
  const auto parse = [](std::string_view text) -> std::optional<Instant> {
    const Result<Instant> time = parse_rfc3339(text);
    return time ? std::optional(*time) : std::nullopt;
  };
  return optional_choice(name, parse, "a time such as 2026-03-29T07:04:05Z");
}

std::optional<std::vector<std::string>> ObjectReader::optional_texts(std::string_view name) {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  std::vector<std::string> texts;
  const json::array* array = array_of(value, name);
  for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
    texts.push_back(text_of(&(*array)[i], item(name, i)).value_or(""));
  }
  return texts;
}

std::size_t ObjectReader::count_given(std::initializer_list<std::string_view> names) {
  return static_cast<std::size_t>(
      std::ranges::count_if(names, [&](std::string_view name) { return find(name) != nullptr; }));
}

bool ObjectReader::is_null(std::string_view name) {
  const json::value* value = find(name);
  return value != nullptr && value->is_null();
}

std::string ObjectReader::item(std::string_view name, std::size_t index) {
  return std::string(name) + "[" + std::to_string(index) + "]";
}

const json::array* ObjectReader::array_of(const json::value* value, std::string_view name) {
  const json::array* array = value == nullptr ? nullptr : value->if_array();
  if (value != nullptr && array == nullptr) note(name, "must be a list");
  return array;
}

ObjectReader ObjectReader::reader_of(const json::value* value, const std::string& name) {
  const json::object* object = value == nullptr ? nullptr : value->if_object();
  if (value != nullptr && object == nullptr) note(name, "must be an object");
  return {object, path_of(name), *notes_};
}

std::vector<ObjectReader> ObjectReader::readers_of(const json::value* value, const std::string& name) {
  std::vector<ObjectReader> readers;
  const json::array* array = array_of(value, name);
  for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
    readers.push_back(reader_of(&(*array)[i], item(name, i)));
  }
  return readers;
}

ObjectReader ObjectReader::object(std::string_view name) {
  return reader_of(find_required(name), std::string(name));
}

std::optional<ObjectReader> ObjectReader::optional_object(std::string_view name) {
  const json::value* value = find(name);
  return value == nullptr ? std::nullopt : std::optional(reader_of(value, std::string(name)));
}

std::vector<ObjectReader> ObjectReader::objects(std::string_view name) {
  return readers_of(find_required(name), std::string(name));
}

std::vector<ObjectReader> ObjectReader::optional_objects(std::string_view name) {
  return readers_of(find(name), std::string(name));
}

std::vector<std::vector<ObjectReader>> ObjectReader::lists(std::string_view name) {
  std::vector<std::vector<ObjectReader>> lists;
  const json::array* array = array_of(find_required(name), name);
  for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
    lists.push_back(readers_of(&(*array)[i], item(name, i)));
  }
  return lists;
}

std::vector<Bytes> ObjectReader::files(std::string_view name, std::size_t most) {
  const json::value* value = find(name);
  if (value == nullptr) return {};
  const json::array* array = value->if_array();
  if (array == nullptr || array->size() > most) {
    note(name, "must be a list of at most " + std::to_string(most));
    return {};
  }
  std::vector<Bytes> files;
  for (std::size_t i = 0; i < array->size(); ++i) {
    const json::string* text = (*array)[i].if_string();
    std::optional<Bytes> bytes = text == nullptr ? std::nullopt : decode_base64(*text);
    if (!bytes) note(item(name, i), "must be base64");
    files.push_back(std::move(bytes).value_or(Bytes{}));
  }
  return files;
}

Result<JsonBody> JsonBody::parse(const http::Request& request) {
  if (media_type(request) != "application/json") {
    return fail(Failure::unsupported, "content_type_unsupported", "The body is not called application/json",
                "Send Content-Type: application/json");
  }
  Result<json::value> value = parse_json(as_text(request.body), kDeepestJson);
  if (!value) return fail(std::move(value));
  if (!value->is_object()) {
    return fail(Failure::invalid_input, "json_malformed", "The body is not a JSON object", "Send an object: {...}");
  }
  JsonBody body;
  body.value_ = std::move(*value);
  return body;
}

ObjectReader JsonBody::root() {
  return {&value_.get_object(), "", *notes_};
}

Result<void> JsonBody::finish() {
  for (const auto& [path, object] : notes_->objects) {
    for (const auto& field : *object) {
      if (notes_->asked[path].contains(std::string_view(field.key()))) continue;
      const std::string shown = is_plain_text(field.key()) ? std::string(field.key().substr(0, 100)) : "?";
      notes_->errors.push_back({path.empty() ? shown : path + "." + shown, "is not known"});
    }
  }
  if (notes_->errors.empty()) return {};
  const std::size_t count = notes_->errors.size();
  Error error{Failure::invalid_input, "body_invalid",
              count == 1 ? "A field is wrong" : std::to_string(count) + " fields are wrong",
              "Mend the fields that `errors` names"};
  error.fields = std::move(notes_->errors);
  return fail(std::move(error));
}

std::string media_type(const http::Request& request) {
  const std::string_view field = request.headers.find("Content-Type").value_or("");
  std::string type(field.substr(0, field.find(';')));
  while (type.ends_with(' ') || type.ends_with('\t')) type.pop_back();
  std::ranges::transform(type, type.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return type;
}

}  // namespace attendsense::api
