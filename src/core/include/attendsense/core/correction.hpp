#pragma once

// Corrections: a punch is never changed, but what counts can be. The original, the request, who approved it and its
// undoing all stay.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/core/schedule.hpp"

namespace attendsense::core {

enum class CorrectionKind {
  add,     // a punch that no camera saw
  remove,  // a punch that does not count
  change,  // another time or direction for a punch
};
std::string_view to_string(CorrectionKind kind);
std::optional<CorrectionKind> parse_correction_kind(std::string_view text);

struct Correction {
  CorrectionId id;
  CompanyId company;
  EmployeeId employee;
  CorrectionKind kind = CorrectionKind::add;
  std::optional<PunchId> punch;        // of remove and change: the original
  std::optional<Instant> punch_at;     // when that was
  std::optional<Direction> direction;  // of add and change
  std::optional<Instant> at;           // of add and change
  std::optional<SiteId> site;          // of add; of change: the original's
  std::string reason;
  std::optional<CorrectionBatchId> batch;  // those that were made together
  RequestState state = RequestState::requested;
  std::string requested_by;  // as the audit names actors
  Instant requested_at;
};

// A step in the life of a request: who decided what, and when. Never changed.
struct CorrectionDecision {
  CorrectionId correction;
  RequestState verdict = RequestState::approved;  // what the correction became
  std::string by;
  Instant at;
  std::string note;
};

// The approved ones that make a difference, in no order that matters. Of several that are approved for one punch, the
// one requested last counts. An added punch can be corrected in its turn, under the id of its correction: removed
// again, or added by what is no longer approved, it is as if neither had been.
[[nodiscard]] std::vector<const Correction*> counting(std::span<const Correction> corrections);

// The punches that count: `punches` with counting() laid over them, by time. What was added has the id of its
// correction and the source `manual`; what was changed keeps its id, its direction no longer alternates. Both may be in
// any order; a correction of a punch that is not among them does nothing, unless it moves it: then it is like one that
// adds.
[[nodiscard]] std::vector<Punch> effective_punches(std::span<const Punch> punches,
                                                   std::span<const Correction> corrections);

}  // namespace attendsense::core
