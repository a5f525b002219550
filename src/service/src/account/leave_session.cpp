#include "attendsense/service/account/leave_session.hpp"

#include "attendsense/crypto/token.hpp"
#include "attendsense/service/principal.hpp"
#include "audit_note.hpp"

namespace attendsense::service::leave_session {

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (!crypto::looks_like_token(input.refresh_token.reveal(), crypto::kRefreshTokenPrefix)) return Output{};
  const std::string hash = crypto::token_hash(input.refresh_token);
  return core::write_to(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const Result<std::optional<core::Token>> token = transaction.tokens().find_by_hash(hash);
    if (!token) return fail(token.error());
    if (!*token || (*token)->kind != core::TokenKind::refresh || (*token)->revoked_at) return Output{};
    Principal actor;
    actor.company = (*token)->company;
    actor.employee = (*token)->employee;
    Result<void> revoked = transaction.tokens().revoke_family((*token)->family, now);
    if (!revoked) return fail(std::move(revoked));
    Result<void> noted = note(transaction, actor, "session.end", (*token)->family.to_string(), {}, now);
    if (!noted) return fail(std::move(noted));
    return Output{};
  });
}

}  // namespace attendsense::service::leave_session
