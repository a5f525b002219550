#include "attendsense/service/sign_in.hpp"

#include "account/challenges.hpp"
#include "account/codes.hpp"
#include "attendsense/base/log.hpp"
#include "attendsense/crypto/password.hpp"
#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "lookup.hpp"
#include "sessions.hpp"

namespace attendsense::service::sign_in {
namespace {

struct Account {
  core::Employee employee;
  std::string password_hash;
};

// The one that could sign in with this address, if any.
Result<std::optional<Account>> find_account(core::Store& store, const std::string& email) {
  return core::read_from(store, [&](core::Transaction& transaction) -> Result<std::optional<Account>> {
    Result<std::vector<core::Employee>> found = transaction.employees().find_by_email(email);
    if (!found) return fail(std::move(found));
    for (const core::Employee& employee : *found) {
      if (employee.state != core::EmployeeState::active) continue;
      Result<std::optional<std::string>> hash = transaction.employees().password_hash(employee.id);
      if (!hash) return fail(std::move(hash));
      if (*hash) return std::optional(Account{employee, **hash});
    }
    return std::optional<Account>();
  });
}

std::unexpected<Error> refused() {
  return fail(Failure::unauthenticated, "sign_in_refused", "The e-mail address or the password is wrong",
              "Check both; an administrator can give you a new password");
}

// What the person is let in with, now that the password was right.
Result<Output> admit(core::Transaction& transaction, const core::Employee& employee, const Origin& origin,
                     Instant now) {
  const auto factor = confirmed_factor(transaction, employee.id);
  if (!factor) return fail(factor.error());
  const Result<bool> demanded = demands_second_factor(transaction, employee);
  if (!demanded) return fail(demanded.error());
  if (*factor || *demanded) {
    Result<Challenge> challenge = open_challenge(transaction, employee, !*factor, now);
    if (!challenge) return fail(std::move(challenge));
    return Output{std::nullopt, std::move(*challenge)};
  }
  Principal actor;
  actor.company = employee.company;
  actor.employee = employee.id;
  const auto family = core::TokenId::make(now);
  Result<void> noted = note(transaction, actor, "session.begin", family.to_string(), {}, now);
  if (!noted) return fail(std::move(noted));
  Result<Session> session = begin_session(transaction, employee, family, origin, now);
  if (!session) return fail(std::move(session));
  return Output{std::move(*session), std::nullopt};
}

Result<Output> begin(core::Store& store, core::EmployeeId id, const std::optional<std::string>& new_hash,
                     const Origin& origin, Instant now) {
  return core::write_to(store, [&](core::Transaction& transaction) -> Result<Output> {
    Result<std::optional<core::Employee>> employee = transaction.employees().find(id);
    if (!employee) return fail(std::move(employee));
    // Erased or deactivated while the password was being verified.
    if (!*employee || (*employee)->state != core::EmployeeState::active) return refused();
    if (new_hash) {
      if (Result<void> set = transaction.employees().set_password_hash(id, *new_hash); !set)
        return fail(std::move(set));
    }
    return admit(transaction, **employee, origin, now);
  });
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  check.that(!input.email.empty() && input.email.size() <= 254, "email", "must have 1 to 254 bytes");
  check.that(!input.password.empty() && input.password.reveal().size() <= crypto::kPasswordMaxBytes, "password",
             "must have 1 to " + std::to_string(crypto::kPasswordMaxBytes) + " bytes");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  const std::string email = normalised_email(input.email);
  if (Result<void> allowed = ports.throttle.attempt(email, input.address, now); !allowed)
    return fail(std::move(allowed));

  Result<std::optional<Account>> account = find_account(ports.store, email);
  if (!account) return fail(std::move(account));
  const bool right = *account ? crypto::verify_password(input.password, (*account)->password_hash)
                              : crypto::verify_password_of_nobody(input.password);
  if (!right) {
    log::info("sign_in_refused", {{"address", input.address}});
    return refused();
  }
  std::optional<std::string> new_hash;
  if (crypto::needs_rehash((*account)->password_hash)) {
    Result<std::string> hashed = crypto::hash_password(input.password);
    if (!hashed) return fail(std::move(hashed));
    new_hash = std::move(*hashed);
  }
  Result<Output> output = begin(ports.store, (*account)->employee.id, new_hash, {input.client, input.address}, now);
  if (output) ports.throttle.succeeded(email, input.address);
  return output;
}

}  // namespace attendsense::service::sign_in
