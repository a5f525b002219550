#pragma once

// JSON written straight into text: for answers about thousands of people, of which a tree takes many times longer to
// make and to free.

#include <boost/json/fwd.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/time_zone.hpp"
#include "attendsense/base/uuid.hpp"

namespace attendsense::api {

// What was written so far. Of a type of its own so that ObjectText finds every append_json(JsonText&, ...) of this
// namespace.
struct JsonText {
  std::string text;
};

// Appends the value as JSON; text is escaped as in the trees of Boost.JSON.
void append_json(JsonText& json, std::string_view text);
void append_json(JsonText& json, std::int64_t number);
void append_json(JsonText& json, const Uuid& id);
void append_json(JsonText& json, LocalDate date);
void append_json(JsonText& json, Instant time);
void append_json(JsonText& json, const boost::json::object& object);

// One object: braces, commas and names. Names are plain ASCII.
class ObjectText {
 public:
  explicit ObjectText(JsonText& json) : json_(json) { json_.text += '{'; }

  ~ObjectText() { json_.text += '}'; }

  ObjectText(const ObjectText&) = delete;
  ObjectText& operator=(const ObjectText&) = delete;

  template <class Value>
  void add(std::string_view name, const Value& value) {
    begin(name);
    append(value);
  }

  // An array of what `append(json, item)` appends.
  template <class Items, class Append>
  void add_list(std::string_view name, const Items& items, const Append& append) {
    begin(name);
    json_.text += '[';
    for (const auto& item : items) {
      if (json_.text.back() != '[') json_.text += ',';
      append(json_, item);
    }
    json_.text += ']';
  }

 private:
  void begin(std::string_view name) {
    if (json_.text.back() != '{') json_.text += ',';
    json_.text += '"';
    json_.text += name;
    json_.text += "\":";
  }

  template <class Value>
  void append(const Value& value) {
    append_json(json_, value);
  }

  void append(bool yes) { json_.text += yes ? "true" : "false"; }

  void append(std::chrono::seconds duration) { append_json(json_, duration.count()); }

  template <class Tag>
  void append(const StrongId<Tag>& id) {
    append_json(json_, id.uuid);
  }

  template <class Value>
  void append(const std::optional<Value>& value) {
    if (value) {
      append(*value);
    } else {
      json_.text += "null";
    }
  }

  JsonText& json_;
};

// {"items": [...], "next": "<cursor>" or null}
template <class Output>
[[nodiscard]] std::string page_to_text(const Output& page) {
  JsonText json;
  {
    ObjectText object(json);
    object.add_list("items", page.items, [](JsonText& text, const auto& item) { append_json(text, item); });
    object.add("next", page.next);
  }
  return std::move(json.text);
}

}  // namespace attendsense::api
