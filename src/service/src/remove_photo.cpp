#include "attendsense/service/remove_photo.hpp"

#include "audit_note.hpp"
#include "lookup.hpp"

namespace attendsense::service::remove_photo {
namespace {

Result<void> remove(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::Employee> employee = employee_of(transaction, input.actor.company, input.employee);
  if (!employee) return fail(std::move(employee));
  Result<std::vector<core::Template>> templates = transaction.templates().of_employee(input.employee);
  if (!templates) return fail(std::move(templates));
  if (std::ranges::find(*templates, input.photo, &core::Template::id) == templates->end()) {
    return fail(Failure::not_found, "photo_unknown", "This person has no photo " + input.photo.to_string(),
                "Read the employee to see the photos");
  }
  if (Result<bool> removed = transaction.templates().remove(input.photo); !removed) return fail(std::move(removed));
  return note(transaction, input.actor, "photo.remove", input.photo.to_string(),
              {{"employee", input.employee.to_string()}}, now);
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_employees); !allowed) {
    return fail(std::move(allowed));
  }
  Result<void> done =
      ports.store.write([&](core::Transaction& transaction) { return remove(transaction, input, now); });
  if (!done) return fail(std::move(done));
  ports.gallery.refresh();
  return Output{};
}

}  // namespace attendsense::service::remove_photo
