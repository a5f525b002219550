#include "attendsense/service/update_employee.hpp"

#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "change_employee.hpp"
#include "lookup.hpp"
#include "new_employee.hpp"

namespace attendsense::service::update_employee {
namespace {

using core::EmployeeState;

void change_person(core::Employee& employee, const Input& input, Instant now) {
  if (input.email) employee.email = normalised_email(*input.email);
  if (input.given_name) employee.given_name = trimmed(*input.given_name);
  if (input.family_name) employee.family_name = trimmed(*input.family_name);
  if (input.honorific) employee.honorific = *input.honorific;
  if (input.state) employee.state = *input.state;
  if (input.personnel_number) employee.personnel_number = trimmed(*input.personnel_number);
  employee.hired_at = input.hired_at.value_or(employee.hired_at);
  employee.left_at = input.left_at.value_or(employee.left_at);
  if (input.consent == false) employee.biometric_consent_at.reset();
  if (input.consent == true && !employee.biometric_consent_at) employee.biometric_consent_at = now;
}

// Site and role by what the company has; whether the actor may touch a person of the old and give the new role.
Result<void> change_place(core::Transaction& transaction, core::Employee& employee, const Input& input) {
  if (input.site) {
    Result<core::Site> site = chosen_site(transaction, employee.company, input.site);
    if (!site) return fail(std::move(site));
    employee.site = site->id;
  }
  Result<core::Role> role = role_by_id(transaction, employee.role);
  if (!role) return fail(std::move(role));
  if (Result<void> allowed = require_not_above(input.actor, *role); !allowed) return allowed;
  const bool was_manager = role->allows(core::Permission::manage_company);
  if (input.role) {
    role = chosen_role(transaction, employee.company, *input.role);
    if (!role) return fail(std::move(role));
    if (Result<void> allowed = require_not_above(input.actor, *role); !allowed) return allowed;
    employee.role = role->id;
  }
  const bool stays_manager = role->allows(core::Permission::manage_company) && employee.state == EmployeeState::active;
  if (was_manager && !stays_manager) return require_other_administrator(transaction, employee);
  return {};
}

// The names of the fields that were given: what changed, without saying to what.
std::string changed_fields(const Input& input) {
  std::string fields;
  const auto name = [&](bool given, std::string_view field) {
    if (given) fields += (fields.empty() ? "" : " ") + std::string(field);
  };
  name(input.email.has_value(), "email");
  name(input.given_name.has_value(), "given_name");
  name(input.family_name.has_value(), "family_name");
  name(input.honorific.has_value(), "honorific");
  name(input.site.has_value(), "site");
  name(input.role.has_value(), "role");
  name(input.state.has_value(), "state");
  name(input.consent.has_value(), "consent");
  name(input.personnel_number.has_value(), "personnel_number");
  name(input.hired_at.has_value(), "hired_at");
  name(input.left_at.has_value(), "left_at");
  return fields;
}

Result<void> require_as_expected(core::Transaction& transaction, const Input& input, const core::Employee& employee) {
  if (!input.precondition) return {};
  Result<EmployeeView> as_it_is = view_of(transaction, employee);
  if (!as_it_is) return fail(std::move(as_it_is));
  return require(input.precondition, *as_it_is);
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  if (input.email) check.email(*input.email, "email");
  if (input.given_name) check.name(*input.given_name, "given_name");
  if (input.family_name) check.name(*input.family_name, "family_name");
  if (input.personnel_number) check_personnel_number(check, *input.personnel_number, "personnel_number");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_employees); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  Result<EmployeeView> view = core::write_to(
      ports.store, [&](core::Transaction& transaction) { return change_employee(transaction, input, now); });
  if (!view) return view;
  if (!view->employee.biometric_consent_at) ports.gallery.forget(input.employee);
  ports.gallery.refresh();
  return view;
}

}  // namespace attendsense::service::update_employee

namespace attendsense::service {

Result<void> remove_templates(core::Transaction& transaction, core::EmployeeId employee) {
  Result<std::vector<core::Template>> templates = transaction.templates().of_employee(employee);
  if (!templates) return fail(std::move(templates));
  for (const core::Template& t : *templates) {
    if (Result<bool> removed = transaction.templates().remove(t.id); !removed) return fail(std::move(removed));
  }
  Result<std::int64_t> pictures = transaction.reviews().remove_crops_like(employee);
  return pictures ? Result<void>() : fail(std::move(pictures));
}

Result<core::Employee> changed_employee(core::Transaction& transaction, const update_employee::Input& input,
                                        Instant now) {
  Result<core::Employee> employee = employee_of(transaction, input.actor.company, input.employee);
  if (!employee) return employee;
  Result<void> met = update_employee::require_as_expected(transaction, input, *employee);
  if (!met) return fail(std::move(met));
  update_employee::change_person(*employee, input, now);
  // The new time together with the one that stays.
  InputCheck check;
  check_employment(check, employee->hired_at, employee->left_at, "");
  if (Result<void> checked = check.result(); !checked) return fail(std::move(checked));
  Result<void> placed = update_employee::change_place(transaction, *employee, input);
  if (!placed) return fail(std::move(placed));
  return employee;
}

Result<EmployeeView> change_employee(core::Transaction& transaction, const update_employee::Input& input, Instant now) {
  Result<core::Employee> employee = changed_employee(transaction, input, now);
  if (!employee) return fail(std::move(employee));
  if (Result<void> updated = transaction.employees().update(*employee); !updated) return fail(std::move(updated));
  if (!employee->biometric_consent_at) {
    Result<void> removed = remove_templates(transaction, employee->id);
    if (!removed) return fail(std::move(removed));
  }
  if (employee->state != core::EmployeeState::active) {
    Result<void> ended = transaction.tokens().revoke_of_employee(employee->id, now);
    if (!ended) return fail(std::move(ended));
  }
  Result<void> noted = note(transaction, input.actor, "employee.update", employee->id.to_string(),
                            {{"fields", update_employee::changed_fields(input)}}, now);
  if (!noted) return fail(std::move(noted));
  return view_of(transaction, *employee);
}

}  // namespace attendsense::service
