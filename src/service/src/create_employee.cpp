#include "attendsense/service/create_employee.hpp"

#include "attendsense/crypto/password.hpp"
#include "lookup.hpp"
#include "new_employee.hpp"

namespace attendsense::service::create_employee {
namespace {

NewPerson person_of(const Input& input) {
  return {input.email,   input.given_name,       input.family_name, input.honorific,
          input.consent, input.personnel_number, input.hired_at,    input.left_at};
}

// Site and role that the input names, and whether the actor may give that role.
Result<core::Employee> place(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::Site> site = chosen_site(transaction, input.actor.company, input.site);
  Result<core::Role> role = chosen_role(transaction, input.actor.company, input.role);
  for (const Error* error : {site ? nullptr : &site.error(), role ? nullptr : &role.error()}) {
    if (error != nullptr && error->failure != Failure::invalid_input) return fail(*error);
  }
  InputCheck check;
  if (!site) check.also(fail(site.error()), "site_id");
  if (!role) check.also(fail(role.error()), "role");
  if (Result<void> known = check.result(); !known) return fail(std::move(known));
  if (Result<void> allowed = require_not_above(input.actor, *role); !allowed) return fail(std::move(allowed));
  core::Employee employee = make_employee(person_of(input), now);
  employee.company = input.actor.company;
  employee.site = site->id;
  employee.role = role->id;
  return employee;
}

Result<Output> store_employee(core::Transaction& transaction, const Input& input, const core::Employee& employee,
                              const std::optional<std::string>& password_hash, std::span<const InspectedPhoto> photos,
                              Instant now) {
  Result<std::vector<EnrolledPhoto>> enrolled =
      add_employee(transaction, input.actor, employee, password_hash, photos, input.alike, now);
  if (!enrolled) return fail(std::move(enrolled));
  Result<EmployeeView> view = view_of(transaction, employee);
  if (!view) return fail(std::move(view));
  return Output{std::move(*view), std::move(*enrolled)};
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  check_person(check, person_of(input), input.photos.size(), input.password ? &*input.password : nullptr, "", "");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_employees); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  Result<core::Employee> employee =
      core::read_from(ports.store, [&](core::Transaction& transaction) { return place(transaction, input, now); });
  if (!employee) return fail(std::move(employee));
  Result<std::vector<InspectedPhoto>> photos = inspect_photos(ports.analyzer, input.photos, "photos");
  if (!photos) return fail(std::move(photos));
  std::optional<std::string> password_hash;
  if (input.password) {
    Result<std::string> hashed = crypto::hash_password(*input.password);
    if (!hashed) return fail(std::move(hashed));
    password_hash = std::move(*hashed);
  }

  const auto enrolment = ports.gallery.lock_enrolment();
  Result<void> new_face = refuse_face_of_another(ports, input.actor.company, *photos, std::nullopt, input.alike);
  if (!new_face) return fail(std::move(new_face));
  Result<Output> created = core::write_to(ports.store, [&](core::Transaction& transaction) {
    return store_employee(transaction, input, *employee, password_hash, *photos, now);
  });
  if (!created) return created;
  ports.gallery.refresh();
  return created;
}

}  // namespace attendsense::service::create_employee
