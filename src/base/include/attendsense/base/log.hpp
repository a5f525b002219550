#pragma once

// Structured logging to standard error: one event a line, a fixed name and fields. What may be a field is a closed
// list of types, so that a picture, an embedding or a secret does not compile into a log line.

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"
#include "attendsense/base/uuid.hpp"

namespace attendsense::log {

enum class Level { debug, info, warn, error, off };
enum class Format { text, json };

class Field {
 public:
  Field(std::string_view key, std::string_view value) : key_(key), value_(value) {}

  Field(std::string_view key, const char* value) : key_(key), value_(value) {}

  Field(std::string_view key, const std::string& value) : key_(key), value_(value) {}

  Field(std::string_view key, bool value) : key_(key), value_(value ? "true" : "false"), quoted_(false) {}

  template <std::integral Number>
  Field(std::string_view key, Number value) : key_(key), value_(std::to_string(value)), quoted_(false) {}

  Field(std::string_view key, double value);

  Field(std::string_view key, const Error& error) : key_(key), value_(error.text()) {}

  template <class Tag>
  Field(std::string_view key, const StrongId<Tag>& id) : key_(key), value_(id.to_string()) {}

  template <std::derived_from<NonLoggable> Hidden>
  Field(std::string_view key, const Hidden&) = delete;

  [[nodiscard]] std::string_view key() const { return key_; }

  [[nodiscard]] std::string_view value() const { return value_; }

  [[nodiscard]] bool quoted() const { return quoted_; }

 private:
  std::string_view key_;
  std::string value_;
  bool quoted_ = true;  // numbers and truth values stand bare in JSON
};

using Fields = std::initializer_list<Field>;

// Once, at start. Without it: text, from info on. Safe from any thread afterwards, as are the functions below.
void configure(Level least, Format format);
[[nodiscard]] Result<Level> parse_level(std::string_view name);

// `log::info("capture_queued", {{"capture", id}, {"bytes", size}});` Control characters in values are escaped.
void debug(std::string_view event, Fields fields = {});
void info(std::string_view event, Fields fields = {});
void warn(std::string_view event, Fields fields = {});
void error(std::string_view event, Fields fields = {});

// Hears the name of every event at warn or error from now on, on the thread that logs it and whatever the level that is
// written. It must not log. An empty function ends it, though a call that has begun may still be running then.
void on_trouble(std::function<void(std::string_view event)> hear);

// One event as it is written, without time and level; for tests of what reaches a log.
[[nodiscard]] std::string format_event(Format format, std::string_view event, Fields fields);

}  // namespace attendsense::log
