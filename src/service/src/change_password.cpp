#include "attendsense/service/change_password.hpp"

#include "attendsense/crypto/password.hpp"
#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "lookup.hpp"

namespace attendsense::service::change_password {
namespace {

struct Account {
  core::Employee employee;
  std::string company_name;
  std::optional<std::string> password_hash;
};

Result<Account> load(core::Transaction& transaction, const Principal& actor) {
  Result<core::Employee> employee = employee_of(transaction, actor.company, *actor.employee);
  if (!employee) return fail(std::move(employee));
  Result<core::Company> company = company_of(transaction, actor.company);
  if (!company) return fail(std::move(company));
  Result<std::optional<std::string>> hash = transaction.employees().password_hash(*actor.employee);
  if (!hash) return fail(std::move(hash));
  return Account{std::move(*employee), std::move(company->name), std::move(*hash)};
}

Result<void> check_choice(const Secret& password, const Account& account) {
  const core::Employee& e = account.employee;
  const std::array<std::string, 4> personal{e.email, e.given_name, e.family_name, account.company_name};
  return InputCheck().also(crypto::check_password(password, personal), "new_password").result();
}

Result<void> verify_current(Ports& ports, const Input& input, const Account& account, Instant now) {
  if (Result<void> allowed = ports.throttle.attempt(account.employee.email, "", now); !allowed) return allowed;
  const bool right = account.password_hash ? crypto::verify_password(input.current_password, *account.password_hash)
                                           : crypto::verify_password_of_nobody(input.current_password);
  if (!right) {
    return fail(Failure::unauthenticated, "password_wrong", "The current password is wrong", "Type it again");
  }
  ports.throttle.succeeded(account.employee.email, "");
  return {};
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
  const Result<Account> account =
      core::read_from(ports.store, [&](core::Transaction& transaction) { return load(transaction, input.actor); });
  if (!account) return fail(account.error());
  if (Result<void> right = verify_current(ports, input, *account, now); !right) return fail(std::move(right));
  if (Result<void> good = check_choice(input.new_password, *account); !good) return fail(std::move(good));
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
