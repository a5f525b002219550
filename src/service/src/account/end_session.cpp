#include "attendsense/service/account/end_session.hpp"

#include "account/own_account.hpp"
#include "audit_note.hpp"

namespace attendsense::service::end_session {

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const Result<core::EmployeeId> person = account_of(input.actor);
  if (!person) return fail(person.error());
  return core::write_to(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const Result<std::vector<core::AccountSession>> sessions = transaction.tokens().sessions_of(*person, now);
    if (!sessions) return fail(sessions.error());
    if (std::ranges::find(*sessions, input.session, &core::AccountSession::id) == sessions->end()) {
      return fail(Failure::not_found, "session_unknown", "You have no such session",
                  "Read the list again: it may have ended meanwhile");
    }
    Result<void> revoked = transaction.tokens().revoke_family(input.session, now);
    if (!revoked) return fail(std::move(revoked));
    Result<void> noted = note(transaction, input.actor, "session.end", input.session.to_string(), {}, now);
    if (!noted) return fail(std::move(noted));
    return Output{};
  });
}

}  // namespace attendsense::service::end_session
