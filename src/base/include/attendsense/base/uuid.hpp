#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/result.hpp"

namespace attendsense {

// A 128-bit identifier (RFC 9562). Ordered by its bytes, so version 7 sorts by time of making.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(const Uuid&) const = default;

  [[nodiscard]] bool is_nil() const { return bytes == std::array<std::uint8_t, 16>{}; }

  // 36 characters, lower case: "01890a5d-ac96-774b-bcce-b302099a8057".
  [[nodiscard]] std::string to_string() const;
  // Accepts exactly the 36-character form, either case. Anything else is invalid_input "uuid_malformed".
  [[nodiscard]] static Result<Uuid> parse(std::string_view text);
};

// Version 7: 48 bits of Unix milliseconds, then 74 random bits from the operating system. Safe from any thread.
// Values that one process makes in one millisecond are in order of making.
[[nodiscard]] Uuid make_uuid_v7(Instant now);

// Ids are types: an EmployeeId is not a StationId.
template <class Tag>
struct StrongId {
  Uuid uuid;

  auto operator<=>(const StrongId&) const = default;

  [[nodiscard]] bool is_nil() const { return uuid.is_nil(); }

  [[nodiscard]] std::string to_string() const { return uuid.to_string(); }

  [[nodiscard]] static Result<StrongId> parse(std::string_view text) {
    Result<Uuid> parsed = Uuid::parse(text);
    if (!parsed) return fail(std::move(parsed));
    return StrongId{*parsed};
  }

  [[nodiscard]] static StrongId make(Instant now) { return {make_uuid_v7(now)}; }
};

}  // namespace attendsense

template <>
struct std::hash<attendsense::Uuid> {
  // The last eight bytes of version 7 are random.
  std::size_t operator()(const attendsense::Uuid& uuid) const noexcept {
    std::size_t value = 0;
    for (std::size_t i = 8; i < 16; ++i) value = (value << 8) | uuid.bytes[i];
    return value;
  }
};

template <class Tag>
struct std::hash<attendsense::StrongId<Tag>> {
  std::size_t operator()(const attendsense::StrongId<Tag>& id) const noexcept {
    return std::hash<attendsense::Uuid>{}(id.uuid);
  }
};
