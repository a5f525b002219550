#pragma once

#include <string>
#include <vector>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/principal.hpp"

namespace attendsense::service {

// What a person's password must not be built from: their address, their names, their company's name. For a principal
// that is an employee.
[[nodiscard]] Result<std::vector<std::string>> personal_words(core::Transaction& transaction, const Principal& person);

}  // namespace attendsense::service
