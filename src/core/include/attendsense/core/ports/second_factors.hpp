#pragma once

// What somebody signs in with besides the password: one-time codes of a key that their phone has too, and recovery
// codes for the day on which the phone is lost. Part of the store (ports/store.hpp); errors and transactions are as
// there.

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/secret.hpp"
#include "attendsense/core/ids.hpp"

namespace attendsense::core {

struct SecondFactor {
  EmployeeId employee;
  Secret key;  // of the one-time codes, in base32; sealed in the store
  Instant created_at;
  std::optional<Instant> confirmed_at;  // by a first code; before that it is not asked for
};

class SecondFactors {
 public:
  virtual ~SecondFactors() = default;
  // In place of the one that was there, with which its recovery codes and spent codes go.
  [[nodiscard]] virtual Result<void> set(const SecondFactor& factor) = 0;
  // A key that does not open is corrupt "second_factor_sealed_otherwise".
  [[nodiscard]] virtual Result<std::optional<SecondFactor>> find(EmployeeId employee) = 0;
  [[nodiscard]] virtual Result<void> confirm(EmployeeId employee, Instant at) = 0;
  // Spends the code of a time step: whether it is later than every one that was spent before. Of several who show a
  // code at once, one is told that it is.
  [[nodiscard]] virtual Result<bool> spend_step(EmployeeId employee, std::int64_t step) = 0;
  // With its recovery codes. Whether there was one.
  [[nodiscard]] virtual Result<bool> remove(EmployeeId employee) = 0;
  // In place of those that were there: their hashes, each once. For somebody who has a second factor.
  [[nodiscard]] virtual Result<void> set_recovery_codes(EmployeeId employee, std::span<const std::string> hashes) = 0;
  // Whether it was one of theirs and not spent yet; now it is.
  [[nodiscard]] virtual Result<bool> spend_recovery_code(EmployeeId employee, const std::string& hash) = 0;
  [[nodiscard]] virtual Result<int> recovery_codes_left(EmployeeId employee) = 0;
};

}  // namespace attendsense::core
