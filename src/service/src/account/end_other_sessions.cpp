#include "attendsense/service/account/end_other_sessions.hpp"

#include "account/own_account.hpp"
#include "audit_note.hpp"

namespace attendsense::service::end_other_sessions {

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const Result<core::EmployeeId> person = account_of(input.actor);
  if (!person) return fail(person.error());
  return core::write_to(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const Result<std::vector<core::AccountSession>> sessions = transaction.tokens().sessions_of(*person, now);
    if (!sessions) return fail(sessions.error());
    Output output;
    for (const core::AccountSession& session : *sessions) {
      if (session.id == input.actor.session) continue;
      Result<void> revoked = transaction.tokens().revoke_family(session.id, now);
      if (!revoked) return fail(std::move(revoked));
      Result<void> noted = note(transaction, input.actor, "session.end", session.id.to_string(), {}, now);
      if (!noted) return fail(std::move(noted));
      ++output.ended;
    }
    return output;
  });
}

}  // namespace attendsense::service::end_other_sessions
