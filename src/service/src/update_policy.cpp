#include "attendsense/service/update_policy.hpp"

#include "attendsense/core/greeting.hpp"
#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "lookup.hpp"

namespace attendsense::service::update_policy {
namespace {

using namespace std::chrono_literals;

// Within bounds, or not given. Written so that a NaN is out of bounds.
template <class Value>
void bounded(InputCheck& check, const std::optional<Value>& value, Value least, Value most, const std::string& field,
             const std::string& bounds) {
  check.that(!value || (*value >= least && *value <= most), field, "must be from " + bounds);
}

bool is_language(std::string_view text) {
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  return (text.size() == 2 || text.size() == 3) && std::ranges::all_of(text, small);
}

template <class Value>
void take(Value& target, const std::optional<Value>& given, std::string_view field, std::string& changed) {
  if (!given) return;
  target = *given;
  changed += (changed.empty() ? "" : " ") + std::string(field);
}

void check_greeting(InputCheck& check, const std::optional<std::string>& text, const std::string& field) {
  if (!text || text->empty()) return;
  check.text(*text, field, 1, 200);
  const std::optional<std::string> fault = core::fault_of_greeting(*text);
  check.that(!fault, field, fault.value_or(""));
}

// The names of the fields that were given.
std::string apply(core::Policy& policy, const Input& input) {
  std::string changed;
  take(policy.match_threshold, input.match_threshold, "match_threshold", changed);
  take(policy.match_margin, input.match_margin, "match_margin", changed);
  take(policy.too_soon, input.too_soon, "too_soon", changed);
  take(policy.too_old, input.too_old, "too_old", changed);
  take(policy.future_tolerance, input.future_tolerance, "future_tolerance", changed);
  take(policy.work_day_gap, input.work_day_gap, "work_day_gap", changed);
  take(policy.keep_crops, input.keep_crops, "keep_crops", changed);
  take(policy.crop_days, input.crop_days, "crop_days", changed);
  take(policy.sighting_days, input.sighting_days, "sighting_days", changed);
  take(policy.language, input.language, "language", changed);
  take(policy.greeting_in, input.greeting_in, "greeting_in", changed);
  take(policy.greeting_out, input.greeting_out, "greeting_out", changed);
  take(policy.correction_deadline, input.correction_deadline, "correction_deadline", changed);
  take(policy.second_approver, input.second_approver, "second_approver", changed);
  take(policy.self_approval, input.self_approval, "self_approval", changed);
  take(policy.second_factor_for, input.second_factor_for, "second_factor_for", changed);
  return changed;
}

Result<core::Policy> change(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::Company> company = company_of(transaction, input.actor.company);
  if (!company) return fail(std::move(company));
  if (Result<void> met = require(input.precondition, company->policy); !met) return fail(std::move(met));
  const std::string changed = apply(company->policy, input);
  Result<void> set = transaction.companies().set_policy(company->id, company->policy);
  if (!set) return fail(std::move(set));
  Result<void> noted = note(transaction, input.actor, "policy.update", company->id.to_string(),
                            {{"fields", changed},
                             {"match_threshold", std::to_string(company->policy.match_threshold)},
                             {"match_margin", std::to_string(company->policy.match_margin)}},
                            now);
  if (!noted) return fail(std::move(noted));
  return company->policy;
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  bounded(check, input.match_threshold, 0.2F, 0.95F, "match_threshold", "0.2 to 0.95");
  bounded(check, input.match_margin, 0.0F, 0.5F, "match_margin", "0 to 0.5");
  bounded<std::chrono::seconds>(check, input.too_soon, 0s, 12h, "too_soon", "0 s to 12 h");
  bounded<std::chrono::hours>(check, input.too_old, 1h, 24h * 90, "too_old", "1 h to 90 days");
  bounded<std::chrono::seconds>(check, input.future_tolerance, 0s, 1h, "future_tolerance", "0 s to 1 h");
  bounded<std::chrono::hours>(check, input.work_day_gap, 1h, 24h, "work_day_gap", "1 h to 24 h");
  bounded<std::chrono::days>(check, input.crop_days, std::chrono::days{1}, std::chrono::days{90}, "crop_days",
                             "1 to 90 days");
  const bool for_ever = input.sighting_days == std::chrono::days{0};
  if (!for_ever) {
    bounded<std::chrono::days>(check, input.sighting_days, std::chrono::days{30}, std::chrono::days{3650},
                               "sighting_days", "30 to 3650 days, or 0");
  }
  check.that(!input.language || is_language(*input.language), "language", "must be a language code such as en");
  check_greeting(check, input.greeting_in, "greeting_in");
  check_greeting(check, input.greeting_out, "greeting_out");
  bounded<std::chrono::days>(check, input.correction_deadline, std::chrono::days{0}, std::chrono::days{3650},
                             "correction_deadline", "0 to 3650 days");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::manage_company);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::write_to(ports.store, [&](core::Transaction& transaction) { return change(transaction, input, now); });
}

}  // namespace attendsense::service::update_policy
