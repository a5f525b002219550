#include "new_employee.hpp"

#include "attendsense/crypto/password.hpp"
#include "audit_note.hpp"

namespace attendsense::service {

void check_personnel_number(InputCheck& check, std::string_view number, const std::string& field) {
  check.text(number, field, 0, 40);
}

void check_employment(InputCheck& check, std::optional<Instant> hired_at, std::optional<Instant> left_at,
                      const std::string& prefix) {
  using namespace std::chrono;
  const auto sensible = [](std::optional<Instant> at) {
    return !at || (*at >= sys_days{1900y / 1 / 1} && *at < sys_days{2200y / 1 / 1});
  };
  check.that(sensible(hired_at), prefix + "hired_at", "must be within the years 1900 to 2199");
  check.that(sensible(left_at), prefix + "left_at", "must be within the years 1900 to 2199");
  check.that(!hired_at || !left_at || *hired_at < *left_at, prefix + "left_at", "must be after 'hired_at'");
}

void check_person(InputCheck& check, const NewPerson& person, std::size_t photos, const Secret* password,
                  const std::string& company_name, const std::string& prefix) {
  check.email(person.email, prefix + "email");
  check.name(person.given_name, prefix + "given_name");
  check.name(person.family_name, prefix + "family_name");
  check_personnel_number(check, person.personnel_number, prefix + "personnel_number");
  check_employment(check, person.hired_at, person.left_at, prefix);
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
  employee.personnel_number = trimmed(person.personnel_number);
  employee.hired_at = person.hired_at;
  employee.left_at = person.left_at;
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
