#pragma once

// PostgreSQL's binary forms of the types that we store: numbers in network order, times in microseconds and dates in
// days since 2000.

#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/clock.hpp"
#include "attendsense/base/uuid.hpp"
#include "dates.hpp"

namespace attendsense::store::postgres {

using Oid = unsigned int;

// catalog/pg_type.dat; these never change.
inline constexpr Oid kBool = 16;
inline constexpr Oid kBytea = 17;
inline constexpr Oid kInt8 = 20;
inline constexpr Oid kInt4 = 23;
inline constexpr Oid kText = 25;
inline constexpr Oid kFloat4 = 700;
inline constexpr Oid kFloat8 = 701;
inline constexpr Oid kDate = 1082;
inline constexpr Oid kTimestamptz = 1184;
inline constexpr Oid kUuid = 2950;
inline constexpr Oid kUuidArray = 2951;

// Between our epoch and PostgreSQL's, 2000-01-01.
inline constexpr std::int64_t kEpochMicros = 946'684'800'000'000;
inline constexpr std::int32_t kEpochDays = 10'957;

// The ends of time stand for the infinities.
[[nodiscard]] constexpr std::int64_t to_postgres(Instant at) {
  const std::int64_t micros = at.time_since_epoch().count();
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  if (micros == std::numeric_limits<std::int64_t>::max()) return micros;
  return micros < kLeast + kEpochMicros ? kLeast : micros - kEpochMicros;
}

[[nodiscard]] constexpr Instant from_postgres(std::int64_t micros) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (micros > kMost - kEpochMicros) return Instant::max();
  if (micros == std::numeric_limits<std::int64_t>::min()) return Instant::min();
  return Instant{std::chrono::microseconds{micros + kEpochMicros}};
}

template <class Unsigned>
[[nodiscard]] Unsigned from_network(BytesView bytes) {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes.first(sizeof(Unsigned))) value = (value << 8) | byte;
  return static_cast<Unsigned>(value);
}

// The values of a statement's parameters, in order. Text and bytes are not copied: they must outlive it.
class Parameters {
 public:
  template <class... Values>
  explicit Parameters(const Values&... values) {
    types_.reserve(sizeof...(values));
    (add(values), ...);
  }

  [[nodiscard]] int count() const { return static_cast<int>(types_.size()); }

  [[nodiscard]] const Oid* types() const { return types_.data(); }

  [[nodiscard]] const char* const* values() const { return values_.data(); }

  [[nodiscard]] const int* lengths() const { return lengths_.data(); }

  // All of them are binary.
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  void add(std::int64_t value) { add_number(kInt8, static_cast<std::uint64_t>(value)); }

  void add(int value) { add(std::int64_t{value}); }

  void add(bool value) { add_number(kBool, static_cast<std::uint8_t>(value ? 1 : 0)); }

  void add(double value) { add_number(kFloat8, std::bit_cast<std::uint64_t>(value)); }

  void add(float value) { add_number(kFloat4, std::bit_cast<std::uint32_t>(value)); }

  void add(Instant value) { add_number(kTimestamptz, static_cast<std::uint64_t>(to_postgres(value))); }

  void add(std::chrono::microseconds value) { add(std::int64_t{value.count()}); }

  void add(LocalDate value) { add_number(kDate, static_cast<std::uint32_t>(days_of(value) - kEpochDays)); }

  void add(std::string_view value) { add_bytes(kText, value.data(), value.size()); }

  void add(const char* value) { add(std::string_view(value)); }

  void add(BytesView value) { add_bytes(kBytea, reinterpret_cast<const char*>(value.data()), value.size()); }

  template <class Tag>
  void add(const StrongId<Tag>& value) {
    add_bytes(kUuid, reinterpret_cast<const char*>(value.uuid.bytes.data()), value.uuid.bytes.size());
  }

  // An array: `= ANY ($1)`.
  template <class Tag>
  void add(const std::vector<StrongId<Tag>>& values) {
    begin_array(values.size());
    for (const auto& value : values) add_element(value.uuid);
    add_bytes(kUuidArray, arrays_.back().data(), arrays_.back().size());
  }

  template <class Value>
  void add(const std::optional<Value>& value) {
    if (value) return add(*value);
    add(Value{});
    values_.back() = nullptr;
    lengths_.back() = 0;
  }

  // There is no date that a date is by itself.
  void add(const std::optional<LocalDate>& value) {
    if (value) return add(*value);
    add_bytes(kDate, nullptr, 0);
    values_.back() = nullptr;
  }

  template <class Unsigned>
  void add_number(Oid type, Unsigned value) {
    auto& bytes = numbers_.emplace_back();
    for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
      bytes[sizeof(Unsigned) - 1 - i] = static_cast<char>((std::uint64_t{value} >> (8 * i)) & 0xff);
    }
    add_bytes(type, bytes.data(), sizeof(Unsigned));
  }

  void add_bytes(Oid type, const char* data, std::size_t size);
  void begin_array(std::size_t count);
  void add_element(const Uuid& value);

  std::deque<std::array<char, 8>> numbers_;  // which do not move when more come
  std::deque<std::string> arrays_;           // nor do these
  std::vector<Oid> types_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

}  // namespace attendsense::store::postgres
