#include <algorithm>
#include <numeric>
#include <random>

#include "draft.hpp"
#include "figures.hpp"
#include "lexer.hpp"
#include "office.hpp"
#include "scenario.hpp"

namespace attendsense::core::scenario {
namespace {

// Beyond this many arrivals, orders are drawn by chance: 7! is 5,040.
constexpr std::size_t kAllOrdersUpTo = 7;
constexpr int kDrawnOrders = 2000;

std::string show(const Decision& decision, bool with_reason) {
  std::string text{decision.outcome == Outcome::booked ? to_string(*decision.direction) : to_string(decision.outcome)};
  if (with_reason) text += " (" + std::string(to_string(decision.reason)) + ")";
  std::ranges::replace(text, '_', ' ');
  return text;
}

void check(const Seen& seen, const Decision& decision, std::vector<std::string>& failures) {
  const std::string expected = seen.reason.empty() ? seen.outcome : seen.outcome + " (" + seen.reason + ")";
  if (show(decision, !seen.reason.empty()) == expected) return;
  failures.push_back(seen.place + ": expected " + expected + ", got " + show(decision, true));
}

const Employee& person_of(const Expected& expected, const Scenario& scenario) {
  return std::ranges::find(scenario.people, expected.who, [](const auto& entry) { return entry.second.id; })->second;
}

const TimeZone& zone_of(SiteId site, const Scenario& scenario) {
  return std::ranges::find(scenario.sites, site, [](const auto& entry) { return entry.second.id; })->second.zone;
}

// Compares all that is expected with what came out.
class Check {
 public:
  Check(const Scenario& scenario, const Office& office, Reading reading)
      : scenario_(scenario), office_(office), reading_(reading) {}

  std::vector<std::string> run() && {
    for (const std::string& place : corrections_of_nothing(scenario_, office_))
      failures_.push_back(place + ": there is no punch at that time");
    for (const Expected& expected : scenario_.expected) {
      if (expected.of == Expected::Of::hours) {
        check_hours(expected);
      } else {
        const std::vector<std::string> got = outcome(expected);
        for (std::size_t i = 0; i < got.size(); ++i) compare(expected, expected.figures[i], got[i]);
      }
    }
    return std::move(failures_);
  }

 private:
  [[nodiscard]] Knowledge knowledge(Instant known, Instant now) const {
    return {scenario_, office_, known, now, reading_};
  }

  // Of each figure.
  [[nodiscard]] std::vector<std::string> outcome(const Expected& expected) const {
    const Employee& person = person_of(expected, scenario_);
    const Knowledge now = knowledge(expected.known, expected.now);
    if (expected.of == Expected::Of::presence) return {with_hyphens(to_string(now.presence(person)))};
    const auto days = [&](const Knowledge& known) { return known.days(person, expected.first, expected.last); };
    const std::vector<DayFigures> kept =
        days(expected.closing ? knowledge(expected.closing->at, expected.closing->at) : now);
    if (expected.of == Expected::Of::changes) return {show_changes(changes_between(kept, days(now)))};
    std::vector<std::string> shown;
    for (const Expected::Figure& figure : expected.figures) {
      const bool of_day = expected.of == Expected::Of::day;
      shown.push_back(of_day ? show_day_figure(figure.name, kept.front(), zone_of(person.site, scenario_))
                             : show_period_figure(figure.name, total(kept)));
    }
    return shown;
  }

  static std::string show_changes(const std::vector<DayChange>& changes) {
    std::string text;
    for (const DayChange& change : changes) text += (text.empty() ? "" : ",") + attendsense::to_string(change.date);
    return text.empty() ? "none" : text;
  }

  // An hour that is not told has nobody.
  void check_hours(const Expected& expected) {
    const TimeZone& zone = zone_of(expected.site, scenario_);
    std::map<std::string, std::string> told;
    for (const Expected::Figure& figure : expected.figures) told[figure.name] = figure.value;
    std::string before;
    for (const PresenceByHour::Hour& hour :
         knowledge(expected.known, expected.now).hours(expected.site, expected.first)) {
      const std::string time = show_time(hour.begin, expected.first, zone);
      const std::string name = time == before ? time + " again" : time;
      before = time;
      compare(expected, {name, told.contains(name) ? told[name] : "0"}, std::to_string(hour.people));
      told.erase(name);
    }
    for (const auto& [name, value] : told) compare(expected, {name, value}, "no such hour");
  }

  void compare(const Expected& expected, const Expected::Figure& figure, const std::string& got) {
    if (got == figure.value) return;
    failures_.push_back(expected.place + ": expected " + figure.name + " " + figure.value + ", got " + got);
  }

  const Scenario& scenario_;
  const Office& office_;
  const Reading reading_;
  std::vector<std::string> failures_;
};

Instant arrival_of(const Arrival& arrival) {
  return std::visit([](const auto& one) { return one.arrives_at; }, arrival);
}

std::vector<std::size_t> as_written(const Scenario& scenario) {
  std::vector<std::size_t> order(scenario.timeline.size());
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

// As told: each thing when it arrives.
std::vector<std::string> run_as_told(const Scenario& scenario) {
  std::vector<std::size_t> order = as_written(scenario);
  std::ranges::stable_sort(order, {}, [&](std::size_t index) { return arrival_of(scenario.timeline[index]); });
  std::vector<std::string> failures;
  Office office(scenario);
  for (const std::size_t index : order) {
    const Arrival& arrival = scenario.timeline[index];
    if (const auto* seen = std::get_if<Seen>(&arrival)) {
      check(*seen, office.receive(*seen, index + 1, seen->arrives_at), failures);
    } else {
      office.receive(std::get<Booked>(arrival), index + 1);
    }
  }
  std::ranges::move(Check(scenario, office, Reading::as_written).run(), std::back_inserter(failures));
  return failures;
}

// Everything arrives at the end, in this order; only the days count.
std::vector<std::string> run_in_order(const Scenario& scenario, const std::vector<std::size_t>& order,
                                      Reading reading) {
  Instant end;
  for (const Arrival& arrival : scenario.timeline) end = std::max(end, arrival_of(arrival));
  Office office(scenario);
  std::string circumstance = " when the sightings arrive in the order";
  for (const std::size_t index : order) {
    const Arrival& arrival = scenario.timeline[index];
    if (const auto* seen = std::get_if<Seen>(&arrival)) {
      std::ignore = office.receive(*seen, index + 1, end);
    } else {
      office.receive(std::get<Booked>(arrival), index + 1);
    }
    circumstance += " " + std::to_string(index + 1);
  }
  if (reading == Reading::backwards) circumstance += " and decisions are read backwards";
  std::vector<std::string> failures = Check(scenario, office, reading).run();
  for (std::string& failure : failures) failure += circumstance;
  return failures;
}

std::vector<std::string> run_in_any_order(const Scenario& scenario) {
  std::vector<std::size_t> order = as_written(scenario);
  if (std::vector<std::string> failures = run_in_order(scenario, order, Reading::backwards); !failures.empty())
    return failures;
  if (order.size() <= kAllOrdersUpTo) {
    do {
      if (std::vector<std::string> failures = run_in_order(scenario, order, Reading::as_written); !failures.empty())
        return failures;
    } while (std::ranges::next_permutation(order).found);
    return {};
  }
  std::mt19937 random(20260329);  // NOLINT(cert-msc51-cpp): the same orders in every run
  for (int drawn = 0; drawn < kDrawnOrders; ++drawn) {
    std::ranges::shuffle(order, random);
    if (std::vector<std::string> failures = run_in_order(scenario, order, Reading::as_written); !failures.empty())
      return failures;
  }
  return {};
}

}  // namespace

std::vector<std::string> run(const Scenario& scenario) {
  std::vector<std::string> failures = run_as_told(scenario);
  if (failures.empty() && scenario.any_order) failures = run_in_any_order(scenario);
  return failures;
}

}  // namespace attendsense::core::scenario
