#pragma once

// Strict, typed reading of a JSON body. A reader collects everything that is wrong, with the path of each field, so
// that a client hears of it all at once:
//
//   auto body = JsonBody::parse(call.request);
//   ObjectReader root = body->root();
//   input.email = root.text("email");
//   if (auto wrong = body->finish(); !wrong) return fail(std::move(wrong));

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/clock.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"
#include "attendsense/base/time_zone.hpp"
#include "http/message.hpp"

namespace attendsense::api {

inline constexpr std::size_t kDeepestJson = 32;

class ObjectReader {
 public:
  // A required value; something harmless when it is missing or wrong, which is noted.
  [[nodiscard]] std::string text(std::string_view name);
  [[nodiscard]] Secret secret(std::string_view name);
  [[nodiscard]] bool flag(std::string_view name);
  [[nodiscard]] ObjectReader object(std::string_view name);
  [[nodiscard]] std::vector<ObjectReader> objects(std::string_view name);
  // Lists within a list: "cycle[0][1]".
  [[nodiscard]] std::vector<std::vector<ObjectReader>> lists(std::string_view name);

  // A value that may be left out. null is not the same as left out: it is wrong.
  [[nodiscard]] std::optional<std::string> optional_text(std::string_view name);
  [[nodiscard]] std::optional<Secret> optional_secret(std::string_view name);
  [[nodiscard]] std::optional<bool> optional_flag(std::string_view name);
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view name);
  [[nodiscard]] std::optional<double> optional_number(std::string_view name);
  [[nodiscard]] std::optional<LocalDate> optional_date(std::string_view name);
  [[nodiscard]] std::optional<Instant> optional_time(std::string_view name);
  [[nodiscard]] std::optional<ObjectReader> optional_object(std::string_view name);
  [[nodiscard]] std::vector<ObjectReader> optional_objects(std::string_view name);  // none when left out
  [[nodiscard]] std::optional<std::vector<std::string>> optional_texts(std::string_view name);
  // How many of these are there, whatever they are.
  [[nodiscard]] std::size_t count_given(std::initializer_list<std::string_view> names);
  // Whether it is null, where that means something: that a value is taken away.
  [[nodiscard]] bool is_null(std::string_view name);

  // A change of what may be absent: nothing when left out, a value of none for null.
  // `input.until = root.changed("until", &ObjectReader::optional_date)`.
  template <class T>
  [[nodiscard]] std::optional<std::optional<T>> changed(std::string_view name,
                                                        std::optional<T> (ObjectReader::*read)(std::string_view)) {
    if (is_null(name)) return std::optional<std::optional<T>>(std::in_place);
    std::optional<T> value = (this->*read)(name);
    if (!value) return std::nullopt;  // left out: not the same as a value of none
    return std::optional<std::optional<T>>(std::in_place, std::move(value));
  }

  // The value of a reader above, or a noted lack of it: `required("from", root.optional_date("from"))`.
  template <class T>
  [[nodiscard]] T required(std::string_view name, std::optional<T> value) {
    if (!value) (void)find_required(name);
    return std::move(value).value_or(T{});
  }

  // Base64 of at most `most` files; none when left out.
  [[nodiscard]] std::vector<Bytes> files(std::string_view name, std::size_t most);

  // A text that `parse` (text -> optional) understands. `among`: what it may be, for the person.
  template <class Parse>
  [[nodiscard]] auto optional_choice(std::string_view name, Parse parse, std::string_view among)
      -> decltype(parse(std::string_view{})) {
    const std::optional<std::string> given = optional_text(name);
    if (!given) return std::nullopt;
    auto parsed = parse(*given);
    if (!parsed) note(name, "must be " + std::string(among));
    return parsed;
  }

  template <class Id>
  [[nodiscard]] std::optional<Id> optional_id(std::string_view name) {
    return optional_choice(
        name,
        [](std::string_view text) -> std::optional<Id> {
          const Result<Id> parsed = Id::parse(text);
          return parsed ? std::optional<Id>(*parsed) : std::nullopt;
        },
        "an id");
  }

  template <class Id>
  [[nodiscard]] std::vector<Id> optional_ids(std::string_view name) {
    std::vector<Id> ids;
    const std::vector<std::string> texts = optional_texts(name).value_or(std::vector<std::string>{});
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const Result<Id> parsed = Id::parse(texts[i]);
      if (!parsed) note(item(name, i), "must be an id");
      ids.push_back(parsed.value_or(Id{}));
    }
    return ids;
  }

  // Notes something that is wrong with a field.
  void note(std::string_view name, std::string message);

 private:
  friend class JsonBody;

  // What one body's readers share: what is wrong so far, and which fields of which object were asked for.
  struct Notes {
    std::vector<FieldError> errors;
    std::map<std::string, std::set<std::string, std::less<>>> asked;  // by path of the object
    std::map<std::string, const boost::json::object*> objects;        // that were read
  };

  ObjectReader(const boost::json::object* object, std::string path, Notes& notes);
  [[nodiscard]] const boost::json::value* find(std::string_view name);
  [[nodiscard]] const boost::json::value* find_required(std::string_view name);
  [[nodiscard]] std::string path_of(std::string_view name) const;
  // "photos[1]"
  [[nodiscard]] static std::string item(std::string_view name, std::size_t index);
  [[nodiscard]] const boost::json::array* array_of(const boost::json::value* value, std::string_view name);
  [[nodiscard]] ObjectReader reader_of(const boost::json::value* value, const std::string& name);
  [[nodiscard]] std::vector<ObjectReader> readers_of(const boost::json::value* value, const std::string& name);
  [[nodiscard]] std::optional<std::string> text_of(const boost::json::value* value, std::string_view name);
  [[nodiscard]] std::optional<Secret> secret_of(const boost::json::value* value, std::string_view name);

  const boost::json::object* object_;  // none: was missing or no object, which is noted already
  std::string path_;
  Notes* notes_;
};

class JsonBody {
 public:
  // The body must be called application/json and be one JSON object: valid UTF-8, at most kDeepestJson deep, no key
  // twice. Errors: unsupported "content_type_unsupported"; invalid_input "json_malformed", "json_too_deep",
  // "json_key_repeated".
  [[nodiscard]] static Result<JsonBody> parse(const http::Request& request);

  [[nodiscard]] ObjectReader root();
  // After all fields were asked for: those that nobody asked for are wrong too. invalid_input "body_invalid".
  [[nodiscard]] Result<void> finish();

 private:
  boost::json::value value_;
  std::unique_ptr<ObjectReader::Notes> notes_ = std::make_unique<ObjectReader::Notes>();
};

// "image/jpeg" of "Image/JPEG; q=1"; empty when there is none.
[[nodiscard]] std::string media_type(const http::Request& request);

}  // namespace attendsense::api
