#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/precondition.hpp"
#include "attendsense/service/principal.hpp"

// Changes what is given and leaves the rest. Needs manage_company. Errors: invalid_input "input_invalid";
// those of the precondition.
namespace attendsense::service::update_policy {

struct Input {
  Principal actor = {};
  std::optional<float> match_threshold = {};                  // 0.2 to 0.95
  std::optional<float> match_margin = {};                     // 0 to 0.5
  std::optional<std::chrono::seconds> too_soon = {};          // 0 to 12 h
  std::optional<std::chrono::hours> too_old = {};             // 1 h to 90 d
  std::optional<std::chrono::seconds> future_tolerance = {};  // 0 to 1 h
  std::optional<std::chrono::hours> work_day_gap = {};        // 1 to 24 h
  std::optional<bool> keep_crops = {};
  std::optional<std::chrono::days> crop_days = {};            // 1 to 90 d
  std::optional<std::chrono::days> sighting_days = {};        // 0 (without end), or 30 to 3650 d
  std::optional<std::string> language = {};                   // of greetings: two or three letters
  std::optional<std::string> greeting_in = {};                // at most 200 characters, see core::greeting(); empty: as
  std::optional<std::string> greeting_out = {};               // the language does
  std::optional<std::chrono::days> correction_deadline = {};  // 0 to 3650 d; 0: none
  std::optional<bool> second_approver = {};
  std::optional<bool> self_approval = {};
  std::optional<core::SecondFactorFor> second_factor_for = {};  // who has none sets it up at the next sign-in
  Precondition<core::Policy> precondition = {};
};

using Output = core::Policy;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::update_policy
