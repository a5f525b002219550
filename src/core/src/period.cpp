#include "attendsense/core/period.hpp"

#include "names.hpp"

namespace attendsense::core {
namespace {

constexpr Names<2> kStates{"closed", "reopened"};

}  // namespace

std::string_view to_string(PeriodState state) {
  return name_of(state, kStates);
}

std::optional<PeriodState> parse_period_state(std::string_view text) {
  return value_of<PeriodState>(text, kStates);
}

}  // namespace attendsense::core
