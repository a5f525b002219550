#include "new_employee.hpp"

#include "attendsense/crypto/password.hpp"
#include "audit_note.hpp"

namespace attendsense::service {

void check_person(InputCheck& check, const NewPerson& person, std::size_t photos, const Secret* password,
                  const std::string& company_name, const std::string& prefix) {
  check.email(person.email, prefix + "email");
  check.name(person.given_name, prefix + "given_name");
  check.name(person.family_name, prefix + "family_name");
  check.that(photos <= kMostPhotosAtOnce, prefix + "photos",
             "must be at most " + std::to_string(kMostPhotosAtOnce) + "; add more afterwards");
  check.that(photos == 0 || person.consent, prefix + "consent",
             "must be given, as photos are turned into biometric templates");
  if (password == nullptr) return;
  const std::array<std::string, 4> personal{person.email, person.given_name, person.family_name, company_name};
  check.also(crypto::check_password(*password, personal), prefix + "password");
}

core::Employee make_employee(const NewPerson& person, Instant now) {
  core::Employee employee;
  employee.id = core::EmployeeId::make(now);
  employee.email = normalised_email(person.email);
  employee.given_name = trimmed(person.given_name);
  employee.family_name = trimmed(person.family_name);
  employee.honorific = person.honorific;
  if (person.consent) employee.biometric_consent_at = now;
  employee.created_at = now;
  return employee;
}

Result<std::vector<EnrolledPhoto>> add_employee(core::Transaction& transaction, const Principal& actor,
                                                const core::Employee& employee,
                                                const std::optional<std::string>& password_hash,
                                                std::span<const InspectedPhoto> photos, AlikeFace alike, Instant now) {
  if (Result<void> added = transaction.employees().add(employee); !added) return fail(std::move(added));
  if (password_hash) {
    Result<void> set = transaction.employees().set_password_hash(employee.id, *password_hash);
    if (!set) return fail(std::move(set));
  }
  std::vector<EnrolledPhoto> enrolled;
  for (const InspectedPhoto& photo : photos) {
    Result<EnrolledPhoto> one = add_template(transaction, employee.id, photo, now);
    if (!one) return fail(std::move(one));
    enrolled.push_back(std::move(*one));
  }
  Result<void> noted = note(transaction, actor, "employee.create", employee.id.to_string(),
                            {{"role", employee.role.to_string()},
                             {"consent", employee.biometric_consent_at ? "yes" : "no"},
                             {"photos", std::to_string(photos.size())},
                             {"alike", alike_word(alike)}},
                            now);
  if (!noted) return fail(std::move(noted));
  return enrolled;
}

}  // namespace attendsense::service
