#include "attendsense/service/change_password.hpp"

#include "account/own_account.hpp"
#include "account/personal_words.hpp"
#include "attendsense/crypto/password.hpp"
#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"

namespace attendsense::service::change_password {
namespace {

Result<void> check_choice(Ports& ports, const Input& input) {
  const auto personal = core::read_from(
      ports.store, [&](core::Transaction& transaction) { return personal_words(transaction, input.actor); });
  if (!personal) return fail(personal.error());
  return InputCheck().also(crypto::check_password(input.new_password, *personal), "new_password").result();
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  check.that(!input.current_password.empty() && input.current_password.reveal().size() <= crypto::kPasswordMaxBytes,
             "current_password", "must have 1 to " + std::to_string(crypto::kPasswordMaxBytes) + " bytes");
  check.also(crypto::check_password(input.new_password), "new_password");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (!input.actor.employee)
    return fail(Failure::forbidden, "session_needed", "Only a person has a password", "Sign in");
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  Result<void> right = verify_own_password(ports, input.actor, input.current_password, now);
  if (!right) return fail(std::move(right));
  if (Result<void> good = check_choice(ports, input); !good) return fail(std::move(good));
  const Result<std::string> hash = crypto::hash_password(input.new_password);
  if (!hash) return fail(hash.error());

  const core::EmployeeId id = *input.actor.employee;
  Result<void> done = ports.store.write([&](core::Transaction& transaction) -> Result<void> {
    if (Result<void> set = transaction.employees().set_password_hash(id, *hash); !set) return set;
    if (Result<void> ended = transaction.tokens().revoke_of_employee(id, now); !ended) return ended;
    return note(transaction, input.actor, "password.change", id.to_string(), {}, now);
  });
  if (!done) return fail(std::move(done));
  return Output{};
}

}  // namespace attendsense::service::change_password
