#include "attendsense/service/enrol_photo.hpp"

#include "audit_note.hpp"
#include "enrolment.hpp"
#include "lookup.hpp"

namespace attendsense::service {

Result<void> check_enrolment(core::Transaction& transaction, core::CompanyId company, core::EmployeeId id) {
  Result<core::Employee> employee = employee_of(transaction, company, id);
  if (!employee) return fail(std::move(employee));
  if (!employee->biometric_consent_at) {
    return fail(Failure::conflict, "consent_missing", "This person has not consented to face recognition",
                "Record the consent with the employee first");
  }
  Result<std::vector<core::Template>> templates = transaction.templates().of_employee(id);
  if (!templates) return fail(std::move(templates));
  if (templates->size() < kMostPhotosOfEmployee) return {};
  return fail(Failure::conflict, "photos_full",
              "This person has " + std::to_string(templates->size()) + " photos already, which is the most",
              "Remove one first");
}

Result<EnrolledPhoto> enrol(core::Transaction& transaction, const Principal& actor, core::EmployeeId employee,
                            const InspectedPhoto& photo, AlikeFace alike, Instant now) {
  Result<void> allowed = check_enrolment(transaction, actor.company, employee);
  if (!allowed) return fail(std::move(allowed));
  Result<EnrolledPhoto> enrolled = add_template(transaction, employee, photo, now);
  if (!enrolled) return enrolled;
  Result<void> noted =
      note(transaction, actor, "photo.enrol", enrolled->id.to_string(),
           {{"employee", employee.to_string()}, {"model", enrolled->model}, {"alike", alike_word(alike)}}, now);
  if (!noted) return fail(std::move(noted));
  return enrolled;
}

namespace enrol_photo {

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_employees); !allowed) {
    return fail(std::move(allowed));
  }
  // Before the photo is looked at: who must not be enrolled must not be analysed either.
  Result<void> person = ports.store.read([&](core::Transaction& transaction) {
    return check_enrolment(transaction, input.actor.company, input.employee);
  });
  if (!person) return fail(std::move(person));
  Result<InspectedPhoto> photo = inspect_photo(ports.analyzer, input.photo);
  if (!photo) return fail(std::move(photo));

  const auto enrolment = ports.gallery.lock_enrolment();
  Result<void> new_face = refuse_face_of_another(ports, input.actor.company, {&*photo, 1}, input.employee, input.alike);
  if (!new_face) return fail(std::move(new_face));
  Result<EnrolledPhoto> enrolled = core::write_to(ports.store, [&](core::Transaction& transaction) {
    return enrol(transaction, input.actor, input.employee, *photo, input.alike, now);
  });
  if (!enrolled) return enrolled;
  ports.gallery.refresh();
  return enrolled;
}

}  // namespace enrol_photo
}  // namespace attendsense::service
