#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "office.hpp"

// Who may do what, as a table of verbs.
namespace attendsense::service::testing {

struct Verb {
  std::string name;
  std::set<core::Permission> any_of;  // one of these suffices; empty: any person of the company
  std::function<std::optional<Error>(Office&, const Principal&)> run;
};

// The verbs of a table name something that does not exist, or are otherwise wrong, so that nothing changes: what
// matters is whether the answer is "forbidden".
template <class Run, class Input>
std::optional<Error> answer(Run run, Office& office, Input input) {
  const auto result = run(office.ports(), std::move(input), office.now());
  return result ? std::nullopt : std::optional(result.error());
}

// A verb whose input is the caller and nothing else that makes sense.
template <class Input, class Run>
Verb verb(std::string name, std::set<core::Permission> any_of, Run run) {
  return {std::move(name), std::move(any_of), [run](Office& office, const Principal& actor) {
            Input input;
            input.actor = actor;
            return answer(run, office, std::move(input));
          }};
}

void expect_its_own_permission(Office& office, const std::vector<Verb>& verbs);
void expect_no_stations_or_strangers(Office& office, const std::vector<Verb>& verbs);

}  // namespace attendsense::service::testing
