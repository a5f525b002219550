#include "account/own_account.hpp"

#include "attendsense/crypto/password.hpp"
#include "lookup.hpp"

namespace attendsense::service {
namespace {

struct Credentials {
  std::string email;
  std::optional<std::string> password_hash;
};

Result<Credentials> load(core::Transaction& transaction, const Principal& actor) {
  Result<core::Employee> employee = employee_of(transaction, actor.company, actor.employee.value());
  if (!employee) return fail(std::move(employee));
  Result<std::optional<std::string>> hash = transaction.employees().password_hash(employee->id);
  if (!hash) return fail(std::move(hash));
  return Credentials{std::move(employee->email), std::move(*hash)};
}

}  // namespace

Result<core::EmployeeId> account_of(const Principal& actor) {
  if (actor.employee) return *actor.employee;
  return fail(Failure::forbidden, "person_needed", "Only a person of the company has an account", "Sign in");
}

Result<void> verify_own_password(Ports& ports, const Principal& actor, const Secret& password, Instant now) {
  const auto known =
      core::read_from(ports.store, [&](core::Transaction& transaction) { return load(transaction, actor); });
  if (!known) return fail(known.error());
  if (Result<void> allowed = ports.throttle.attempt(known->email, "", now); !allowed) return allowed;
  const bool right = known->password_hash ? crypto::verify_password(password, *known->password_hash)
                                          : crypto::verify_password_of_nobody(password);
  if (!right) {
    return fail(Failure::unauthenticated, "password_wrong", "The current password is wrong", "Type it again");
  }
  ports.throttle.succeeded(known->email, "");
  return {};
}

}  // namespace attendsense::service
