#include "attendsense/service/update_policy.hpp"

#include "conditional.hpp"
#include "endpoints/endpoints.hpp"
#include "json_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::update_policy;

namespace {

std::optional<float> share(ObjectReader& root, std::string_view name) {
  const auto number = root.optional_number(name);
  return number ? std::optional<float>(static_cast<float>(*number)) : std::nullopt;
}

// Bounded here only so far that the units of the rules can hold it; the use case knows what is sensible.
template <class Duration>
std::optional<Duration> duration(ObjectReader& root, std::string_view name) {
  constexpr std::int64_t kMost = 1'000'000'000;
  const auto number = root.optional_integer(name);
  if (!number) return std::nullopt;
  return Duration{std::clamp(*number, -kMost, kMost)};
}

use_case::Input read(ObjectReader root, const service::Principal& actor) {
  use_case::Input input;
  input.actor = actor;
  input.match_threshold = share(root, "match_threshold");
  input.match_margin = share(root, "match_margin");
  input.too_soon = duration<std::chrono::seconds>(root, "too_soon_seconds");
  input.too_old = duration<std::chrono::hours>(root, "too_old_hours");
  input.future_tolerance = duration<std::chrono::seconds>(root, "future_tolerance_seconds");
  input.work_day_gap = duration<std::chrono::hours>(root, "work_day_gap_hours");
  input.keep_crops = root.optional_flag("keep_crops");
  input.crop_days = duration<std::chrono::days>(root, "crop_days");
  input.sighting_days = duration<std::chrono::days>(root, "sighting_days");
  input.language = root.optional_text("language");
  input.greeting_in = root.optional_text("greeting_in");
  input.greeting_out = root.optional_text("greeting_out");
  input.correction_deadline = duration<std::chrono::days>(root, "correction_deadline_days");
  input.second_approver = root.optional_flag("second_approver");
  input.self_approval = root.optional_flag("self_approval");
  input.second_factor_for =
      root.optional_choice("second_factor_for", core::parse_second_factor_for, "none, administrators or all");
  return input;
}

}  // namespace

Result<http::Response> update_policy(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  use_case::Input input = read(body->root(), call.principal);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  input.precondition = precondition_of<core::Policy>(call, to_json);
  const auto policy = use_case::run(call.ports(), input, call.now);
  if (!policy) return fail(policy.error());
  return tagged_json_response(200, to_json(*policy));
}

}  // namespace attendsense::api::endpoints
