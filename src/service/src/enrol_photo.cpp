#include "attendsense/service/enrol_photo.hpp"

#include "audit_note.hpp"
#include "lookup.hpp"
#include "photo_inspection.hpp"

namespace attendsense::service::enrol_photo {
namespace {

// Whether the person may get one more template at all.
Result<void> check_person(core::Transaction& transaction, const Input& input) {
  Result<core::Employee> employee = employee_of(transaction, input.actor.company, input.employee);
  if (!employee) return fail(std::move(employee));
  if (!employee->biometric_consent_at) {
    return fail(Failure::conflict, "consent_missing", "This person has not consented to face recognition",
                "Record the consent with the employee first");
  }
  Result<std::vector<core::Template>> templates = transaction.templates().of_employee(input.employee);
  if (!templates) return fail(std::move(templates));
  if (templates->size() < kMostPhotosOfEmployee) return {};
  return fail(Failure::conflict, "photos_full",
              "This person has " + std::to_string(templates->size()) + " photos already, which is the most",
              "Remove one first");
}

Result<EnrolledPhoto> store_photo(core::Transaction& transaction, const Input& input, const InspectedPhoto& photo,
                                  Instant now) {
  if (Result<void> allowed = check_person(transaction, input); !allowed) return fail(std::move(allowed));
  Result<EnrolledPhoto> enrolled = add_template(transaction, input.employee, photo, now);
  if (!enrolled) return enrolled;
  Result<void> noted = note(
      transaction, input.actor, "photo.enrol", enrolled->id.to_string(),
      {{"employee", input.employee.to_string()}, {"model", enrolled->model}, {"alike", alike_word(input.alike)}}, now);
  if (!noted) return fail(std::move(noted));
  return enrolled;
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_employees); !allowed) {
    return fail(std::move(allowed));
  }
  // Before the photo is looked at: who must not be enrolled must not be analysed either.
  Result<void> person =
      ports.store.read([&](core::Transaction& transaction) { return check_person(transaction, input); });
  if (!person) return fail(std::move(person));
  Result<InspectedPhoto> photo = inspect_photo(ports.analyzer, input.photo);
  if (!photo) return fail(std::move(photo));

  const auto enrolment = ports.gallery.lock_enrolment();
  Result<void> new_face = refuse_face_of_another(ports, input.actor.company, {&*photo, 1}, input.employee, input.alike);
  if (!new_face) return fail(std::move(new_face));
  Result<EnrolledPhoto> enrolled = core::write_to(
      ports.store, [&](core::Transaction& transaction) { return store_photo(transaction, input, *photo, now); });
  if (!enrolled) return enrolled;
  ports.gallery.refresh();
  return enrolled;
}

}  // namespace attendsense::service::enrol_photo
