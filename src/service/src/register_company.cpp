#include "attendsense/service/register_company.hpp"

#include "attendsense/base/time_zone.hpp"
#include "attendsense/crypto/password.hpp"
#include "attendsense/crypto/token.hpp"
#include "audit_note.hpp"
#include "lookup.hpp"
#include "new_employee.hpp"
#include "sessions.hpp"
#include "setup_code.hpp"

namespace attendsense::service::register_company {
namespace {

NewPerson person_of(const Administrator& administrator) {
  return {administrator.email, administrator.given_name, administrator.family_name, administrator.honorific,
          administrator.consent};
}

bool is_language(std::string_view text) {
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  return (text.size() == 2 || text.size() == 3) && std::ranges::all_of(text, small);
}

Result<void> check_code(core::Transaction& transaction, const std::string& hash) {
  Result<std::vector<core::Company>> companies = transaction.companies().all();
  if (!companies) return fail(std::move(companies));
  if (!companies->empty()) {
    return fail(Failure::conflict, "company_registered", "The company of this installation is registered already",
                "Sign in instead");
  }
  Result<std::optional<std::string>> expected = transaction.settings().get(kSetupCodeSetting);
  if (!expected) return fail(std::move(expected));
  if (*expected && crypto::equal_in_constant_time(std::string_view(**expected), std::string_view(hash))) return {};
  return fail(Failure::unauthenticated, "setup_code_wrong", "The set-up code is wrong",
              "Use the code that the server printed when it started last");
}

// What is known before the transaction begins, so that running it again gives the same.
struct Founding {
  core::Company company;
  core::Site site;
  core::Role administrator_role;
  core::Role employee_role;
  core::Employee administrator;
  std::string code_hash;
  std::string password_hash;
  std::vector<InspectedPhoto> photos;
};

Founding plan(const Input& input, Instant now) {
  Founding founding;
  founding.company = {core::CompanyId::make(now), trimmed(input.company_name), {}, now};
  founding.company.policy.language = input.language;
  founding.site = {core::SiteId::make(now), founding.company.id, trimmed(input.site_name), input.time_zone};
  const auto everything = Principal::system(founding.company.id).permissions;
  founding.administrator_role = {core::RoleId::make(now), founding.company.id, "administrator", everything};
  founding.employee_role = {core::RoleId::make(now), founding.company.id, "employee", {core::Permission::view_own}};
  founding.administrator = make_employee(person_of(input.administrator), now);
  founding.administrator.company = founding.company.id;
  founding.administrator.site = founding.site.id;
  founding.administrator.role = founding.administrator_role.id;
  return founding;
}

Result<void> add_company(core::Transaction& transaction, const Founding& founding) {
  if (Result<void> added = transaction.companies().add(founding.company); !added) return added;
  if (Result<void> added = transaction.companies().add_site(founding.site); !added) return added;
  if (Result<void> added = transaction.companies().add_role(founding.administrator_role); !added) return added;
  return transaction.companies().add_role(founding.employee_role);
}

Result<Session> found(core::Transaction& transaction, const Founding& founding, const std::string& address,
                      Instant now) {
  if (Result<void> right = check_code(transaction, founding.code_hash); !right) return fail(std::move(right));
  if (Result<void> added = add_company(transaction, founding); !added) return fail(std::move(added));
  const Principal actor = Principal::system(founding.company.id);
  Result<void> noted = note(transaction, actor, "company.register", founding.company.id.to_string(), {}, now);
  if (!noted) return fail(std::move(noted));
  Result<std::vector<EnrolledPhoto>> enrolled = add_employee(
      transaction, actor, founding.administrator, founding.password_hash, founding.photos, AlikeFace::refuse, now);
  if (!enrolled) return fail(std::move(enrolled));
  if (Result<void> burnt = transaction.settings().remove(kSetupCodeSetting); !burnt) return fail(std::move(burnt));
  return begin_session(transaction, founding.administrator, core::TokenId::make(now), {"", address}, now);
}

// The hash of a code that is right as of now. A wrong code counts against the caller.
Result<std::string> admit(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = ports.throttle.attempt("setup", input.address, now); !allowed) {
    return fail(std::move(allowed));
  }
  const Result<Secret> code = crypto::normalise_setup_code(input.setup_code);
  std::string hash = code ? crypto::token_hash(*code) : std::string();
  Result<void> right = ports.store.read([&](core::Transaction& transaction) { return check_code(transaction, hash); });
  if (!right) return fail(std::move(right));
  ports.throttle.succeeded("setup", input.address);
  return hash;
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  check.name(input.company_name, "company.name");
  check.name(input.site_name, "company.site.name");
  check.that(TimeZone::find(input.time_zone).has_value(), "company.site.time_zone",
             "must be a time zone such as Europe/Berlin");
  check.that(is_language(input.language), "company.language", "must be a language code such as en");
  check_person(check, person_of(input.administrator), input.administrator.photos.size(), &input.administrator.password,
               input.company_name, "administrator.");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  // The code first: nobody else gets to use the processor for passwords and photos.
  Result<std::string> code_hash = admit(ports, input, now);
  if (!code_hash) return fail(std::move(code_hash));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  Founding founding = plan(input, now);
  founding.code_hash = std::move(*code_hash);
  Result<std::vector<InspectedPhoto>> photos =
      inspect_photos(ports.analyzer, input.administrator.photos, "administrator.photos");
  if (!photos) return fail(std::move(photos));
  founding.photos = std::move(*photos);
  Result<std::string> password_hash = crypto::hash_password(input.administrator.password);
  if (!password_hash) return fail(std::move(password_hash));
  founding.password_hash = std::move(*password_hash);

  Result<Session> session = core::write_to(
      ports.store, [&](core::Transaction& transaction) { return found(transaction, founding, input.address, now); });
  if (!session) return fail(std::move(session));
  ports.gallery.refresh();
  return Output{founding.company.id, founding.site.id, founding.administrator.id, std::move(*session)};
}

}  // namespace attendsense::service::register_company
