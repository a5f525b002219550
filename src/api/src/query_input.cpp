#include "query_input.hpp"

#include <charconv>

#include "attendsense/service/input_check.hpp"
#include "utf8.hpp"

namespace attendsense::api {

ParameterReader ParameterReader::of_query(const Call& call) {
  ParameterReader reader;
  for (const auto& [name, value] : call.query) reader.given_.push_back({name, value});
  reader.refuse_others_ = true;
  return reader;
}

ParameterReader ParameterReader::of_headers(const Call& call) {
  ParameterReader reader;
  for (const auto& [name, value] : call.request.headers.items()) reader.given_.push_back({name, value});
  return reader;
}

std::optional<std::string> ParameterReader::text(std::string_view name) {
  asked_.emplace(name);
  std::optional<std::string> found;
  for (const Given& given : given_) {
    if (!http::equal_without_case(given.name, name)) continue;
    if (found) errors_.push_back({std::string(name), "occurs twice"});
    if (!is_plain_text(given.value)) errors_.push_back({std::string(name), "must be UTF-8 text"});
    found = given.value;
  }
  return found && noted(name) ? std::nullopt : found;
}

std::optional<std::int64_t> ParameterReader::integer(std::string_view name) {
  const auto parse = [](std::string_view text) -> Result<std::int64_t> {
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || end != text.data() + text.size()) {
      return fail(Failure::invalid_input, "number_malformed", "not a number");
    }
    return value;
  };
  return understood(name, parse, "must be a whole number");
}

std::optional<bool> ParameterReader::flag(std::string_view name) {
  const auto parse = [](std::string_view text) -> std::optional<bool> {
    if (text != "true" && text != "false") return std::nullopt;
    return text == "true";
  };
  return choice(name, parse, "true or false");
}

std::optional<Instant> ParameterReader::time(std::string_view name) {
  return understood(name, parse_rfc3339, "must be a time such as 2026-03-29T07:04:05.000001Z");
}

std::optional<LocalDate> ParameterReader::date(std::string_view name) {
  return understood(name, parse_date, "must be a date such as 2026-03-29");
}

int ParameterReader::limit() {
  const std::int64_t limit = integer("limit").value_or(service::kDefaultPageLimit);
  if (limit >= 1 && limit <= service::kLargestPageLimit) return static_cast<int>(limit);
  errors_.push_back({"limit", "must be from 1 to " + std::to_string(service::kLargestPageLimit)});
  return service::kDefaultPageLimit;
}

bool ParameterReader::noted(std::string_view name) const {
  return std::ranges::any_of(errors_, [&](const FieldError& error) { return error.field == name; });
}

Result<void> ParameterReader::finish() {
  if (refuse_others_) {
    for (const Given& given : given_) {
      if (!asked_.contains(given.name)) errors_.push_back({given.name.substr(0, 100), "is not known"});
    }
  }
  if (errors_.empty()) return {};
  Error error{Failure::invalid_input, "parameters_invalid",
              errors_.size() == 1 ? "A parameter is wrong" : std::to_string(errors_.size()) + " parameters are wrong",
              "Mend the parameters that `errors` names"};
  error.fields = std::move(errors_);
  return fail(std::move(error));
}

}  // namespace attendsense::api
