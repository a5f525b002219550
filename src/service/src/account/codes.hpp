#pragma once

// Codes of second factors, within the transaction that they are for.

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/account/second_factor.hpp"

namespace attendsense::service {

// Whether their company demands a second factor of this person.
[[nodiscard]] Result<bool> demands_second_factor(core::Transaction& transaction, const core::Employee& employee);
// Of somebody who signs in with one.
[[nodiscard]] Result<std::optional<core::SecondFactor>> confirmed_factor(core::Transaction& transaction,
                                                                         core::EmployeeId employee);

// What a person signed in with besides the password.
enum class CodeKind { app, recovery };

// Takes a code of this factor, of the app or for recovery, and spends it. unauthenticated "code_wrong".
[[nodiscard]] Result<CodeKind> spend_code(core::Transaction& transaction, const core::SecondFactor& factor,
                                          const Secret& code, Instant now);

// A new key for somebody who has none that is confirmed. conflict "second_factor_enrolled".
[[nodiscard]] Result<NewSecondFactor> begin_factor(core::Transaction& transaction, const core::Employee& employee,
                                                   Instant now);
// Confirms a factor whose first code was spent; audited.
[[nodiscard]] Result<RecoveryCodes> confirm_factor(core::Transaction& transaction, const core::Employee& employee,
                                                   Instant now);

// What guesses at a person's codes are counted under by the throttle.
[[nodiscard]] std::string code_throttle_key(core::EmployeeId employee);

}  // namespace attendsense::service
