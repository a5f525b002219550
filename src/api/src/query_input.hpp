#pragma once

// Strict, typed reading of a query string and of header fields, in the manner of ObjectReader.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/base/time_zone.hpp"
#include "call.hpp"

namespace attendsense::api {

// The parameters of a request: from its query, or from its header fields (of which others than those asked for are
// nobody's business).
class ParameterReader {
 public:
  [[nodiscard]] static ParameterReader of_query(const Call& call);
  [[nodiscard]] static ParameterReader of_headers(const Call& call);

  [[nodiscard]] std::optional<std::string> text(std::string_view name);
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name);
  [[nodiscard]] std::optional<bool> flag(std::string_view name);
  [[nodiscard]] std::optional<Instant> time(std::string_view name);
  [[nodiscard]] std::optional<LocalDate> date(std::string_view name);

  template <class Id>
  [[nodiscard]] std::optional<Id> id(std::string_view name) {
    return understood(name, [](std::string_view text) { return Id::parse(text); }, "must be an id");
  }

  // `parse`: text -> optional.
  template <class Parse>
  [[nodiscard]] auto choice(std::string_view name, Parse parse, std::string_view among)
      -> decltype(parse(std::string_view{})) {
    const auto given = text(name);
    if (!given) return std::nullopt;
    auto parsed = parse(*given);
    if (!parsed) errors_.push_back({std::string(name), "must be " + std::string(among)});
    return parsed;
  }

  // The value, or a noted lack of it.
  template <class T>
  [[nodiscard]] T required(std::string_view name, std::optional<T> value) {
    if (!value && !noted(name)) errors_.push_back({std::string(name), "is missing"});
    return std::move(value).value_or(T{});
  }

  // "limit": 1 to 500, 100 when left out.
  [[nodiscard]] int limit();

  // invalid_input "parameters_invalid".
  [[nodiscard]] Result<void> finish();

 private:
  struct Given {
    std::string name;
    std::string value;
  };

  template <class Parse>
  [[nodiscard]] auto understood(std::string_view name, Parse parse, std::string message)
      -> std::optional<typename decltype(parse(std::string_view{}))::value_type> {
    const auto given = text(name);
    if (!given) return std::nullopt;
    auto parsed = parse(*given);
    if (parsed) return *parsed;
    errors_.push_back({std::string(name), std::move(message)});
    return std::nullopt;
  }

  [[nodiscard]] bool noted(std::string_view name) const;

  std::vector<Given> given_;
  bool refuse_others_ = false;
  std::set<std::string, std::less<>> asked_;
  std::vector<FieldError> errors_;
};

}  // namespace attendsense::api
