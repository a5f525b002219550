#pragma once

#include "attendsense/core/ports/store.hpp"

namespace attendsense::service {

// That no other site or role of the company has this name, without regard to the case of ASCII letters. conflict
// "site_name_taken", "role_name_taken".
[[nodiscard]] Result<void> require_free_name(core::Transaction& transaction, const core::Site& site);
[[nodiscard]] Result<void> require_free_name(core::Transaction& transaction, const core::Role& role);

}  // namespace attendsense::service
