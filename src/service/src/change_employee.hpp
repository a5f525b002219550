#pragma once

// Changing a person within somebody's transaction: the use case update_employee and the import of many.

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/update_employee.hpp"

namespace attendsense::service {

// As the change would leave them, with everything that the use case refuses; nothing is written.
[[nodiscard]] Result<core::Employee> changed_employee(core::Transaction& transaction,
                                                      const update_employee::Input& input, Instant now);

// Writes it, ends the sessions of who is inactive, removes templates without consent, and notes it in the audit.
[[nodiscard]] Result<EmployeeView> change_employee(core::Transaction& transaction, const update_employee::Input& input,
                                                   Instant now);

// Of the person's face, all of them.
[[nodiscard]] Result<void> remove_templates(core::Transaction& transaction, core::EmployeeId employee);

}  // namespace attendsense::service
