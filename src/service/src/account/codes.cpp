#include "account/codes.hpp"

#include "attendsense/crypto/token.hpp"
#include "attendsense/crypto/totp.hpp"
#include "audit_note.hpp"
#include "lookup.hpp"

namespace attendsense::service {
namespace {

constexpr int kRecoveryCodes = 10;

std::unexpected<Error> code_wrong() {
  return fail(Failure::unauthenticated, "code_wrong", "The code is wrong, or was used before",
              "Wait for the next code of the app, look whether the phone's clock is right, or use a recovery code");
}

// Bound to the person, so that guesses at one hash are guesses at one person's code.
std::string recovery_hash(core::EmployeeId employee, const Secret& code) {
  return crypto::token_hash(Secret(employee.to_string() + ":" + code.reveal()));
}

// "123 456" as people read it from the app: the digits, when it is nothing else.
std::optional<Secret> app_code(const Secret& typed) {
  std::string digits;
  for (const char c : typed.reveal()) {
    if (c == ' ' || c == '-') continue;
    if (c < '0' || c > '9') return std::nullopt;
    digits += c;
  }
  if (digits.size() != crypto::kTotpDigits) return std::nullopt;
  return Secret(std::move(digits));
}

}  // namespace

Result<bool> demands_second_factor(core::Transaction& transaction, const core::Employee& employee) {
  const Result<core::Company> company = company_of(transaction, employee.company);
  if (!company) return fail(company.error());
  switch (company->policy.second_factor_for) {
    case core::SecondFactorFor::none:
      return false;
    case core::SecondFactorFor::all:
      return true;
    case core::SecondFactorFor::administrators:
      break;
  }
  const Result<core::Role> role = role_by_id(transaction, employee.role);
  if (!role) return fail(role.error());
  return std::ranges::any_of(role->permissions,
                             [](core::Permission permission) { return permission != core::Permission::view_own; });
}

Result<std::optional<core::SecondFactor>> confirmed_factor(core::Transaction& transaction, core::EmployeeId employee) {
  Result<std::optional<core::SecondFactor>> factor = transaction.second_factors().find(employee);
  if (factor && *factor && !(*factor)->confirmed_at) factor->reset();
  return factor;
}

Result<CodeKind> spend_code(core::Transaction& transaction, const core::SecondFactor& factor, const Secret& code,
                            Instant now) {
  core::SecondFactors& factors = transaction.second_factors();
  if (const std::optional<Secret> digits = app_code(code)) {
    const auto step = crypto::find_totp_step(factor.key, *digits, now);
    if (!step) return fail(step.error());
    if (!*step) return code_wrong();
    const Result<bool> fresh = factors.spend_step(factor.employee, **step);
    if (!fresh) return fail(fresh.error());
    if (!*fresh) return code_wrong();
    return CodeKind::app;
  }
  const Result<Secret> recovery = crypto::normalise_setup_code(code.reveal());
  if (!recovery) return code_wrong();
  const Result<bool> fresh = factors.spend_recovery_code(factor.employee, recovery_hash(factor.employee, *recovery));
  if (!fresh) return fail(fresh.error());
  if (!*fresh) return code_wrong();
  return CodeKind::recovery;
}

Result<NewSecondFactor> begin_factor(core::Transaction& transaction, const core::Employee& employee, Instant now) {
  const auto confirmed = confirmed_factor(transaction, employee.id);
  if (!confirmed) return fail(confirmed.error());
  if (*confirmed) {
    return fail(Failure::conflict, "second_factor_enrolled", "There is a second factor already", "Disable it first");
  }
  const Result<core::Company> company = company_of(transaction, employee.company);
  if (!company) return fail(company.error());
  const Secret key = crypto::make_totp_key();
  Result<void> set = transaction.second_factors().set({employee.id, key, now, std::nullopt});
  if (!set) return fail(std::move(set));
  return NewSecondFactor{key, crypto::totp_uri(key, company->name, employee.email)};
}

Result<RecoveryCodes> confirm_factor(core::Transaction& transaction, const core::Employee& employee, Instant now) {
  Result<void> confirmed = transaction.second_factors().confirm(employee.id, now);
  if (!confirmed) return fail(std::move(confirmed));
  RecoveryCodes codes;
  std::vector<std::string> hashes;
  for (int i = 0; i < kRecoveryCodes; ++i) {
    codes.push_back(crypto::make_setup_code());
    hashes.push_back(recovery_hash(employee.id, codes.back()));
  }
  Result<void> kept = transaction.second_factors().set_recovery_codes(employee.id, hashes);
  if (!kept) return fail(std::move(kept));
  Principal actor;
  actor.company = employee.company;
  actor.employee = employee.id;
  Result<void> noted = note(transaction, actor, "second_factor.enrol", employee.id.to_string(), {}, now);
  if (!noted) return fail(std::move(noted));
  return codes;
}

std::string code_throttle_key(core::EmployeeId employee) {
  return "code:" + employee.to_string();
}

}  // namespace attendsense::service
