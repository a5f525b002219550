#include "attendsense/service/refresh_session.hpp"

#include "account/codes.hpp"
#include "attendsense/base/log.hpp"
#include "attendsense/crypto/token.hpp"
#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "sessions.hpp"

namespace attendsense::service::refresh_session {
namespace {

std::unexpected<Error> refused(std::string code, std::string message) {
  return fail(Failure::unauthenticated, std::move(code), std::move(message), "Sign in again");
}

// Whoever presented the token second may be the thief or the owner: nobody keeps the session.
Result<void> end_family(core::Transaction& transaction, const core::Token& spent, Instant now) {
  Principal actor;
  actor.company = spent.company;
  actor.employee = spent.employee;
  if (Result<void> revoked = transaction.tokens().revoke_family(spent.family, now); !revoked) return revoked;
  return note(transaction, actor, "session.reuse", spent.family.to_string(), {}, now);
}

// Not when the company has come to demand a second factor meanwhile, of somebody who has none.
Result<bool> signed_in_well_enough(core::Transaction& transaction, const core::Employee& employee) {
  const Result<bool> demanded = demands_second_factor(transaction, employee);
  if (!demanded || !*demanded) return demanded ? Result<bool>(true) : fail(demanded.error());
  const auto factor = confirmed_factor(transaction, employee.id);
  if (!factor) return fail(factor.error());
  return factor->has_value();
}

Result<Session> rotate(core::Transaction& transaction, const core::Token& token, const std::string& address,
                       Instant now) {
  Result<std::optional<core::Employee>> employee = transaction.employees().find(*token.employee);
  if (!employee) return fail(std::move(employee));
  if (!*employee || (*employee)->state != core::EmployeeState::active) {
    return refused("session_unknown", "This session has ended");
  }
  Result<bool> enough = signed_in_well_enough(transaction, **employee);
  if (!enough) return fail(std::move(enough));
  if (!*enough) return refused("second_factor_needed", "Your company asks for a second factor now");
  if (Result<void> revoked = transaction.tokens().revoke(token.id, now); !revoked) return fail(std::move(revoked));
  return renew_session(transaction, **employee, token.family, address, now);
}

}  // namespace

Result<void> check(const Input& input) {
  const bool plausible = crypto::looks_like_token(input.refresh_token.reveal(), crypto::kRefreshTokenPrefix);
  return InputCheck().that(plausible, "refresh_token", "must be a refresh token").result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  const std::string hash = crypto::token_hash(input.refresh_token);
  // A refusal for reuse must commit the revocation, so it is carried out of the transaction as a value.
  std::optional<Result<Session>> answer;
  Result<void> done = ports.store.write([&](core::Transaction& transaction) -> Result<void> {
    answer.reset();
    Result<std::optional<core::Token>> found = transaction.tokens().find_by_hash(hash);
    if (!found) return fail(std::move(found));
    const std::optional<core::Token>& token = *found;
    if (!token || token->kind != core::TokenKind::refresh || !token->employee) {
      return refused("session_unknown", "This refresh token is unknown");
    }
    if (token->expires_at && *token->expires_at <= now) return refused("session_expired", "This session has expired");
    if (token->revoked_at) {
      answer = refused("session_reused", "This refresh token was used before; its session has been ended");
      return end_family(transaction, *token, now);
    }
    answer = rotate(transaction, *token, input.address, now);
    if (!*answer) return fail(answer->error());
    return {};
  });
  if (!done) return fail(std::move(done));
  if (!*answer) log::warn("refresh_token_reused", {{"code", answer->error().code}});
  return std::move(*answer);
}

}  // namespace attendsense::service::refresh_session
