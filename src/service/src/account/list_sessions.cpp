#include "attendsense/service/account/list_sessions.hpp"

#include "account/own_account.hpp"

namespace attendsense::service::list_sessions {

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const Result<core::EmployeeId> person = account_of(input.actor);
  if (!person) return fail(person.error());
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    Result<std::vector<core::AccountSession>> sessions = transaction.tokens().sessions_of(*person, now);
    if (!sessions) return fail(std::move(sessions));
    Output items;
    for (core::AccountSession& session : *sessions) {
      const bool current = session.id == input.actor.session;
      items.push_back({std::move(session), current});
    }
    return items;
  });
}

}  // namespace attendsense::service::list_sessions
