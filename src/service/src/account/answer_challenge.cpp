#include "attendsense/service/account/answer_challenge.hpp"

#include "account/challenges.hpp"
#include "account/codes.hpp"
#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "sessions.hpp"

namespace attendsense::service::answer_challenge {
namespace {

constexpr std::size_t kLongestCode = 64;

Result<Output> answer(core::Transaction& transaction, const Input& input, Instant now) {
  const Result<Challenged> who = challenged(transaction, input.challenge, now);
  if (!who) return fail(who.error());
  const core::Employee& employee = who->employee;
  const auto factor = transaction.second_factors().find(employee.id);
  if (!factor) return fail(factor.error());
  if (!*factor) {
    return fail(Failure::conflict, "second_factor_missing", "There is no second factor yet", "Set one up first");
  }
  const Result<CodeKind> kind = spend_code(transaction, **factor, input.code, now);
  if (!kind) return fail(kind.error());
  RecoveryCodes recovery_codes;
  if (!(*factor)->confirmed_at) {
    Result<RecoveryCodes> made = confirm_factor(transaction, employee, now);
    if (!made) return fail(std::move(made));
    recovery_codes = std::move(*made);
  }
  if (Result<void> over = transaction.tokens().revoke(who->token, now); !over) return fail(std::move(over));
  Principal actor;
  actor.company = employee.company;
  actor.employee = employee.id;
  const auto family = core::TokenId::make(now);
  Result<void> noted = note(transaction, actor, "session.begin", family.to_string(),
                            {{"code", *kind == CodeKind::app ? "app" : "recovery"}}, now);
  if (!noted) return fail(std::move(noted));
  Result<Session> session = begin_session(transaction, employee, family, {input.client, input.address}, now);
  if (!session) return fail(std::move(session));
  return Output{std::move(*session), std::move(recovery_codes)};
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const std::size_t size = input.code.reveal().size();
  Result<void> checked =
      InputCheck().that(size > 0 && size <= kLongestCode, "code", "must have 1 to 64 bytes").result();
  if (!checked) return fail(std::move(checked));
  const auto who = core::read_from(
      ports.store, [&](core::Transaction& transaction) { return challenged(transaction, input.challenge, now); });
  if (!who) return fail(who.error());
  const std::string key = code_throttle_key(who->employee.id);
  if (Result<void> allowed = ports.throttle.attempt(key, input.address, now); !allowed) return fail(std::move(allowed));
  Result<Output> done =
      core::write_to(ports.store, [&](core::Transaction& transaction) { return answer(transaction, input, now); });
  if (done) ports.throttle.succeeded(key, input.address);
  return done;
}

}  // namespace attendsense::service::answer_challenge
