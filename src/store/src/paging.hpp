#pragma once

#include <fmt/format.h>

#include <charconv>

#include "attendsense/core/ports/store.hpp"
#include "failed.hpp"

namespace attendsense::store {

// Throws Failed: invalid_input "page_malformed".
[[nodiscard]] inline std::int64_t limit_of(int limit) {
  if (limit < 1) throw_failed(Failure::invalid_input, "page_malformed", "A page has at least one row", "Ask for more");
  return limit;
}

[[noreturn]] inline void throw_unknown_page(const core::Page& page) {
  throw_failed(Failure::invalid_input, "page_malformed", fmt::format("There is no row '{}' to go on after", page.after),
               "Start again from the first page");
}

// The row that the page comes after; nothing for the first page.
template <class Id>
[[nodiscard]] std::optional<Id> after_of(const core::Page& page) {
  if (page.after.empty()) return std::nullopt;
  const Result<Id> id = Id::parse(page.after);
  if (!id) throw_unknown_page(page);
  return *id;
}

// The same for lists that go backwards: beyond every id for the first page.
template <class Id>
[[nodiscard]] Id before_of(const core::Page& page) {
  Id beyond;
  beyond.uuid.bytes.fill(0xff);
  return after_of<Id>(page).value_or(beyond);
}

// One condition of a list that may be asked for. Each choice makes a statement of its own, which an index can serve;
// all have the same parameters, so that of a condition not asked for says no more than that it is not.
template <class Value>
[[nodiscard]] std::string condition(std::string_view sql, int parameter, const std::optional<Value>& wanted) {
  return wanted ? fmt::format(" AND {}", sql) : fmt::format(" AND ${} IS NULL", parameter);
}

[[nodiscard]] inline std::int64_t sequence_after_of(const core::Page& page) {
  std::int64_t sequence = 0;
  const char* end = page.after.data() + page.after.size();
  const auto parsed = std::from_chars(page.after.data(), end, sequence);
  if (!page.after.empty() && (parsed.ec != std::errc{} || parsed.ptr != end)) throw_unknown_page(page);
  return sequence;
}

}  // namespace attendsense::store
