#pragma once

// What a schedule says of shifts and rules as the JSON object that both engines keep it in: a new rule needs no
// migration of tables. The object holds the version of its form; a form that changes gets the next one and is read as
// well.

#include <string>
#include <string_view>

#include "attendsense/base/result.hpp"
#include "attendsense/core/schedule.hpp"

namespace attendsense::store {

// The rhythm, the cycle and the rules. What contradicts itself: invalid_input "schedule_invalid", as core::check()
// says.
[[nodiscard]] Result<std::string> definition_to_json(const core::Schedule& schedule);
// Fills these in. Anything that definition_to_json() would not have written: corrupt "schedule_malformed", with the
// schedule's name and what is wrong.
[[nodiscard]] Result<void> define_from_json(core::Schedule& schedule, std::string_view text);

}  // namespace attendsense::store
