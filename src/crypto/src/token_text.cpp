#include "token_text.hpp"

#include <array>
#include <cstdint>

namespace attendsense::crypto {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint32_t kNone = 0x80;  // of a character outside the alphabet; survives being or-ed with values

constexpr std::array<std::uint8_t, 256> kValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNone);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    values[static_cast<std::uint8_t>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  return values;
}();

std::uint32_t value_of(char c) {
  return kValues[static_cast<std::uint8_t>(c)];
}

char character(std::uint32_t bits) {
  return kAlphabet[bits & 63U];
}

// The last one or two bytes and their padding.
void encode_rest(BytesView rest, char* out) {
  const std::uint32_t group = (std::uint32_t{rest[0]} << 16U) | (rest.size() > 1 ? std::uint32_t{rest[1]} << 8U : 0U);
  out[0] = character(group >> 18U);
  out[1] = character(group >> 12U);
  out[2] = rest.size() > 1 ? character(group >> 6U) : '=';
  out[3] = '=';
}

// The last four characters, which may be padded; false when they are not the one way to write their bytes.
bool decode_rest(std::string_view rest, Bytes& out) {
  const std::size_t characters = rest.ends_with("==") ? 2 : rest.ends_with('=') ? 3 : 4;
  std::uint32_t group = 0;
  std::uint32_t seen = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::uint32_t value = i < characters ? value_of(rest[i]) : 0;
    seen |= value;
    group = (group << 6U) | (value & 63U);
  }
  const std::uint32_t loose_bits = characters == 2 ? group & 0xFFFFU : characters == 3 ? group & 0xFFU : 0U;
  if ((seen & kNone) != 0 || loose_bits != 0) return false;
  for (std::size_t i = 0; i + 1 < characters; ++i) out.push_back(static_cast<std::uint8_t>(group >> (16U - 8U * i)));
  return true;
}

}  // namespace

std::string encode_public(BytesView bytes) {
  std::string text((bytes.size() + 2) / 3 * 4, '\0');
  char* out = text.data();
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3, out += 4) {
    const std::uint32_t group =
        (std::uint32_t{bytes[i]} << 16U) | (std::uint32_t{bytes[i + 1]} << 8U) | std::uint32_t{bytes[i + 2]};
    out[0] = character(group >> 18U);
    out[1] = character(group >> 12U);
    out[2] = character(group >> 6U);
    out[3] = character(group);
  }
  if (i < bytes.size()) encode_rest(bytes.subspan(i), out);
  return text;
}

std::optional<Bytes> decode_public(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  if (text.empty()) return Bytes{};
  const std::size_t whole = text.size() / 4 - 1;  // groups before the last, which may be padded
  Bytes bytes(whole * 3);
  std::uint32_t seen = 0;
  for (std::size_t g = 0; g < whole; ++g) {
    const char* in = text.data() + g * 4;
    const std::array<std::uint32_t, 4> value{value_of(in[0]), value_of(in[1]), value_of(in[2]), value_of(in[3])};
    seen |= value[0] | value[1] | value[2] | value[3];
    const std::uint32_t group = (value[0] << 18U) | (value[1] << 12U) | (value[2] << 6U) | value[3];
    std::uint8_t* out = bytes.data() + g * 3;
    out[0] = static_cast<std::uint8_t>(group >> 16U);
    out[1] = static_cast<std::uint8_t>(group >> 8U);
    out[2] = static_cast<std::uint8_t>(group);
  }
  if ((seen & kNone) != 0 || !decode_rest(text.substr(whole * 4), bytes)) return std::nullopt;
  return bytes;
}

}  // namespace attendsense::crypto
