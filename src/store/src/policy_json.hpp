#pragma once

// A company's policy as the JSON object that both engines keep it in: a new setting needs no migration.

#include <string>
#include <string_view>

#include "attendsense/base/result.hpp"
#include "attendsense/core/entities.hpp"

namespace attendsense::store {

// A value out of bounds: invalid_input "policy_invalid", naming the setting.
[[nodiscard]] Result<std::string> policy_to_json(const core::Policy& policy);
// A setting that is missing has its default, one that is unknown is left alone. Anything else that policy_to_json()
// would not have written: corrupt "policy_malformed".
[[nodiscard]] Result<core::Policy> policy_from_json(std::string_view text);

}  // namespace attendsense::store
