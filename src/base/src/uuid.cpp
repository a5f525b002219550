#include "attendsense/base/uuid.hpp"

#include <openssl/rand.h>

#include <mutex>
#include <stdexcept>

namespace attendsense {

namespace {

constexpr std::string_view kHex = "0123456789abcdef";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_dash_position(std::size_t i) {
  return i == 8 || i == 13 || i == 18 || i == 23;
}

// RFC 9562, 6.2, method 1: a counter in rand_a keeps the ids of one millisecond in order.
struct Sequence {
  std::int64_t millis = 0;
  std::uint16_t counter = 0;
};

}  // namespace

std::string Uuid::to_string() const {
  std::string text;
  text.reserve(36);
  for (const std::uint8_t byte : bytes) {
    if (is_dash_position(text.size())) text.push_back('-');
    text.push_back(kHex[byte >> 4]);
    text.push_back(kHex[byte & 15]);
  }
  return text;
}

Result<Uuid> Uuid::parse(std::string_view text) {
  const auto malformed = [] {
    return fail(Failure::invalid_input, "uuid_malformed", "This is not an identifier (UUID)",
                "Give 36 characters such as 01890a5d-ac96-774b-bcce-b302099a8057");
  };
  if (text.size() != 36) return malformed();
  Uuid uuid;
  std::size_t nibble = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_dash_position(i)) {
      if (text[i] != '-') return malformed();
      continue;
    }
    const int value = hex_value(text[i]);
    if (value < 0) return malformed();
    std::uint8_t& byte = uuid.bytes[nibble / 2];
    byte = static_cast<std::uint8_t>((byte << 4) | value);
    ++nibble;
  }
  return uuid;
}

Uuid make_uuid_v7(Instant now) {
  Uuid uuid;
  if (RAND_bytes(uuid.bytes.data(), static_cast<int>(uuid.bytes.size())) != 1) {
    throw std::runtime_error("the operating system gives no random bytes");
  }
  std::int64_t millis = std::chrono::floor<std::chrono::milliseconds>(now.time_since_epoch()).count();
  std::uint16_t counter = 0;
  {
    static std::mutex mutex;
    static Sequence last;
    const std::scoped_lock lock(mutex);
    if (millis == last.millis && last.counter < 0x0fff) {
      counter = static_cast<std::uint16_t>(last.counter + 1);
    } else {
      // A new millisecond starts in the lower half, which leaves room to count up.
      counter = static_cast<std::uint16_t>(((uuid.bytes[6] << 8) | uuid.bytes[7]) & 0x07ff);
    }
    last = {millis, counter};
  }
  for (int i = 0; i < 6; ++i)
    uuid.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
  uuid.bytes[6] = static_cast<std::uint8_t>(0x70 | (counter >> 8));
  uuid.bytes[7] = static_cast<std::uint8_t>(counter & 0xff);
  uuid.bytes[8] = static_cast<std::uint8_t>(0x80 | (uuid.bytes[8] & 0x3f));
  return uuid;
}

}  // namespace attendsense
