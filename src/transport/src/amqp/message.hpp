#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/clock.hpp"

namespace attendsense::transport::amqp {

using HeaderValue = std::variant<std::int64_t, std::string>;
using Headers = std::map<std::string, HeaderValue, std::less<>>;

// Why and when the broker moved a message to the dead letters by itself: the newest entry of its x-death header.
struct Death {
  std::string reason;        // "delivery_limit", "rejected"
  std::int64_t seconds = 0;  // since 1970
};

// A message apart from any library. Whole numbers of every width and truth values are int64; headers of other types
// are left out.
struct Message {
  std::string content_type;
  std::string message_id;
  std::string type;
  Headers headers;
  std::optional<Death> death = {};
  Bytes body;

  [[nodiscard]] const std::string* text(std::string_view header) const { return get<std::string>(header); }

  [[nodiscard]] const std::int64_t* number(std::string_view header) const { return get<std::int64_t>(header); }

 private:
  template <class T>
  [[nodiscard]] const T* get(std::string_view header) const {
    const auto found = headers.find(header);
    return found == headers.end() ? nullptr : std::get_if<T>(&found->second);
  }
};

}  // namespace attendsense::transport::amqp
