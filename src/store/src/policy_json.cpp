#include "policy_json.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cmath>

namespace attendsense::store {
namespace {

using core::Policy;
namespace json = boost::json;

constexpr std::int64_t kHoursInTenYears = 87'660;
constexpr std::int64_t kSecondsInADay = 86'400;
constexpr std::int64_t kDaysInTenYears = 3'653;
constexpr std::size_t kLongestLanguage = 35;  // RFC 5646, 4.4.1

// The first setting that is out of bounds, in words.
std::optional<std::string> find_fault(const Policy& policy) {
  const auto between = [](auto least, auto value, auto most) { return least <= value && value <= most; };
  if (!between(0.0F, policy.match_threshold, 1.0F)) return "match_threshold must be from 0 to 1";
  if (!between(0.0F, policy.match_margin, 1.0F)) return "match_margin must be from 0 to 1";
  if (!between(0, policy.too_soon.count(), kSecondsInADay)) return "too_soon must be at most a day";
  if (!between(0, policy.too_old.count(), kHoursInTenYears)) return "too_old must be at most ten years";
  if (!between(0, policy.future_tolerance.count(), kSecondsInADay)) return "future_tolerance must be at most a day";
  if (!between(0, policy.work_day_gap.count(), 48)) return "work_day_gap must be at most 48 hours";
  if (!between(1, policy.crop_days.count(), kDaysInTenYears)) return "crop_days must be at most ten years";
  if (!between(0, policy.sighting_days.count(), kDaysInTenYears)) return "sighting_days must be at most ten years";
  if (!between(0, policy.correction_deadline.count(), kDaysInTenYears)) {
    return "correction_deadline must be at most ten years";
  }
  if (policy.language.empty() || policy.language.size() > kLongestLanguage) return "language must be a language tag";
  return std::nullopt;
}

template <class Duration>
void read(const json::object& object, std::string_view name, Duration& value) {
  if (const json::value* found = object.if_contains(name)) value = Duration{found->as_int64()};
}

void read(const json::object& object, std::string_view name, float& value) {
  if (const json::value* found = object.if_contains(name)) value = found->to_number<float>();
}

void read(const json::object& object, std::string_view name, bool& value) {
  if (const json::value* found = object.if_contains(name)) value = found->as_bool();
}

void read(const json::object& object, std::string_view name, std::string& value) {
  if (const json::value* found = object.if_contains(name)) value = found->as_string();
}

void read(const json::object& object, std::string_view name, core::SecondFactorFor& value) {
  const json::value* found = object.if_contains(name);
  if (found == nullptr) return;
  const auto known = core::parse_second_factor_for(found->as_string());
  if (!known) throw std::runtime_error(fmt::format("{} is unknown", name));
  value = *known;
}

Policy read_policy(const json::object& object) {
  Policy policy;
  read(object, "match_threshold", policy.match_threshold);
  read(object, "match_margin", policy.match_margin);
  read(object, "too_soon_s", policy.too_soon);
  read(object, "too_old_h", policy.too_old);
  read(object, "future_tolerance_s", policy.future_tolerance);
  read(object, "work_day_gap_h", policy.work_day_gap);
  read(object, "keep_crops", policy.keep_crops);
  read(object, "crop_d", policy.crop_days);
  read(object, "sighting_d", policy.sighting_days);
  read(object, "language", policy.language);
  read(object, "greeting_in", policy.greeting_in);
  read(object, "greeting_out", policy.greeting_out);
  read(object, "correction_deadline_d", policy.correction_deadline);
  read(object, "second_approver", policy.second_approver);
  read(object, "self_approval", policy.self_approval);
  read(object, "second_factor_for", policy.second_factor_for);
  return policy;
}

std::unexpected<Error> malformed(std::string_view fault) {
  return fail(Failure::corrupt, "policy_malformed", fmt::format("A company's stored policy is damaged: {}", fault),
              "Put back the last backup");
}

}  // namespace

Result<std::string> policy_to_json(const Policy& policy) {
  if (const auto fault = find_fault(policy)) {
    return fail(Failure::invalid_input, "policy_invalid", *fault, "Correct the setting");
  }
  return json::serialize(json::object{{"match_threshold", policy.match_threshold},
                                      {"match_margin", policy.match_margin},
                                      {"too_soon_s", policy.too_soon.count()},
                                      {"too_old_h", policy.too_old.count()},
                                      {"future_tolerance_s", policy.future_tolerance.count()},
                                      {"work_day_gap_h", policy.work_day_gap.count()},
                                      {"keep_crops", policy.keep_crops},
                                      {"crop_d", policy.crop_days.count()},
                                      {"sighting_d", policy.sighting_days.count()},
                                      {"language", policy.language},
                                      {"greeting_in", policy.greeting_in},
                                      {"greeting_out", policy.greeting_out},
                                      {"correction_deadline_d", policy.correction_deadline.count()},
                                      {"second_approver", policy.second_approver},
                                      {"self_approval", policy.self_approval},
                                      {"second_factor_for", core::to_string(policy.second_factor_for)}});
}

Result<Policy> policy_from_json(std::string_view text) {
  try {
    Policy policy = read_policy(json::parse(text).as_object());
    if (const auto fault = find_fault(policy)) return malformed(*fault);
    return policy;
  } catch (const std::exception& error) {
    return malformed(error.what());
  }
}

}  // namespace attendsense::store
