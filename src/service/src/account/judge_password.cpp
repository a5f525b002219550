#include "attendsense/service/account/judge_password.hpp"

#include "account/own_account.hpp"
#include "account/personal_words.hpp"
#include "attendsense/crypto/password.hpp"

namespace attendsense::service::judge_password {

Rules rules() {
  return {crypto::kPasswordMinCharacters, crypto::kPasswordMaxBytes};
}

Result<Output> run(Ports& ports, const Input& input, Instant) {
  const Result<core::EmployeeId> person = account_of(input.actor);
  if (!person) return fail(person.error());
  const auto personal = core::read_from(
      ports.store, [&](core::Transaction& transaction) { return personal_words(transaction, input.actor); });
  if (!personal) return fail(personal.error());
  Result<void> good = crypto::check_password(input.password, *personal);
  return Output{good ? std::nullopt : std::optional(std::move(good).error())};
}

}  // namespace attendsense::service::judge_password
