#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "attendsense/core/timesheet.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// "The reader was down from 8 to 9": adds the entrance, or the leave, that is missing on the days of everybody whom
// that time concerns. All of them or none, approved at once as far as the policy allows; with `preview` they are only
// listed. What was asked for before is not asked for again. Needs approve_requests.
//
// Whose day lacks an entrance: who left without having come, or was not there at all on a day with a shift then; who
// was named and follows no schedule needs no shift. Whose day lacks a leave: who came and did not leave, or was not
// there at all where the whole shift lies within that time.
//
// Errors: forbidden "permission_missing"; not_found "site_unknown", "role_unknown", "employee_unknown"; conflict
// "period_closed"; too_large "batch_too_large"; invalid_input "input_invalid".
namespace attendsense::service::correct_many {

inline constexpr std::size_t kMostPeople = 500;        // named ones
inline constexpr std::size_t kMostCorrections = 1000;  // of one batch
inline constexpr std::chrono::hours kLongest{7 * 24};

// A time of the clock on the wall of each person's site.
struct WallClock {
  LocalDate date;
  std::chrono::minutes clock{0};  // since midnight; beyond 24 h: on the next date
};

using When = std::variant<Instant, WallClock>;

struct Input {
  Principal actor = {};
  When from = {};
  When to = {};  // not in the future
  core::Direction direction = core::Direction::in;
  std::optional<When> at = {};  // of every added punch, within that time; none: when the shift of each begins or ends,
                                // where that lies within it
  std::optional<core::SiteId> site = {};         // whose people; none: of every site
  std::optional<core::RoleId> role = {};         // who have it; none: any
  std::vector<core::EmployeeId> employees = {};  // who are named; empty: everybody
  std::string reason = {};
  bool preview = false;
};

enum class Lack {
  entrance,  // a leave without one
  leave,     // an entrance without one
  presence,  // was not there at all
};
std::string_view to_string(Lack lack);

struct Item {
  PersonView person;
  LocalDate date;  // the work day
  Lack lack = Lack::entrance;
  Instant at;
  std::optional<core::CorrectionId> correction;              // none: only a preview
  core::RequestState state = core::RequestState::requested;  // of a preview: that it would have
};

struct Output {
  std::optional<core::CorrectionBatchId> batch;  // none: a preview, or nothing was lacking
  std::vector<Item> items;                       // by name, then time
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::correct_many
