#include "attendsense/service/sign_out.hpp"

#include "audit_note.hpp"

namespace attendsense::service::sign_out {

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const core::TokenId session = input.actor.session;
  if (session.is_nil()) {
    return fail(Failure::forbidden, "session_needed", "There is no session to end", "Sign in first");
  }
  Result<void> done = ports.store.write([&](core::Transaction& transaction) -> Result<void> {
    if (Result<void> revoked = transaction.tokens().revoke_family(session, now); !revoked) return revoked;
    return note(transaction, input.actor, "session.end", session.to_string(), {}, now);
  });
  if (!done) return fail(std::move(done));
  return Output{};
}

}  // namespace attendsense::service::sign_out
