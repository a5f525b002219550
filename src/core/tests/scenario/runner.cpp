#include <numeric>
#include <random>

#include "attendsense/core/attendance.hpp"
#include "lexer.hpp"
#include "scenario.hpp"

namespace attendsense::core::scenario {
namespace {

// Beyond this many sightings, orders of arrival are drawn by chance: 7! is 5,040.
constexpr std::size_t kAllOrdersUpTo = 7;
constexpr int kDrawnOrders = 2000;

std::string show(std::optional<Instant> at, LocalDate date, const TimeZone& zone) {
  return at ? show_time(*at, date, zone) : "none";
}

std::string show(Presence presence) {
  std::string text{to_string(presence)};
  std::ranges::replace(text, '_', '-');
  return text;
}

std::string show_stays(const DaySummary& day, const TimeZone& zone) {
  std::string text;
  for (const Stay& stay : day.stays) {
    const std::string in = stay.in ? show_time(*stay.in, day.date, zone) : "?";
    const std::string out = stay.out ? show_time(*stay.out, day.date, zone) : "?";
    text += (text.empty() ? "" : ",") + in + "-" + out;
  }
  return text.empty() ? "none" : text;
}

// What can be asked of a day, and how the answer is written.
using ShowFigure = std::string (*)(const DaySummary&, const TimeZone&);

const std::map<std::string_view, ShowFigure>& figures() {
  static const std::map<std::string_view, ShowFigure> table{
      {"worked", [](const DaySummary& day, const TimeZone&) { return show_duration(day.worked); }},
      {"in", [](const DaySummary& day, const TimeZone& zone) { return show(day.first_in, day.date, zone); }},
      {"out", [](const DaySummary& day, const TimeZone& zone) { return show(day.last_out, day.date, zone); }},
      {"presence", [](const DaySummary& day, const TimeZone&) { return show(day.presence); }},
      {"stays", [](const DaySummary& day, const TimeZone& zone) { return show_stays(day, zone); }},
      {"repeated-in", [](const DaySummary& day, const TimeZone&) { return std::to_string(day.repeated_in); }},
      {"out-without-in", [](const DaySummary& day, const TimeZone&) { return std::to_string(day.out_without_in); }},
      {"open", [](const DaySummary& day, const TimeZone&) { return std::string(day.open ? "yes" : "no"); }},
  };
  return table;
}

// The server as far as the rules see it: what it has kept so far.
class Office {
 public:
  explicit Office(const Scenario& scenario) : scenario_(scenario) {}

  Decision receive(const Seen& seen, Instant now) {
    std::vector<PassageSighting> no_passage;
    std::vector<PassageSighting>& passage = seen.passage.empty() ? no_passage : passages_[seen.passage];
    const Observation observation{.captured_at = seen.captured_at,
                                  .people = seen.people,
                                  .liveness = seen.liveness,
                                  .liveness_score = seen.liveness_score,
                                  .surroundings = seen.surroundings,
                                  .good_quality = seen.good_quality};
    const Identification who = identify(observation, passage, scenario_.policy);
    const PunchNeighbours neighbours =
        who.employee ? neighbours_of(*who.employee, seen.captured_at) : PunchNeighbours{};
    const Decision decision = decide(who, seen.captured_at, seen.door, neighbours, now, scenario_.policy);
    passage.push_back(sighting(seen, decision));
    if (decision.outcome == Outcome::booked) book(seen, decision);
    return decision;
  }

  [[nodiscard]] std::vector<Punch> punches_of(EmployeeId employee) const {
    std::vector<Punch> own;
    std::ranges::copy_if(punches_, std::back_inserter(own),
                         [&](const Punch& punch) { return punch.employee == employee; });
    return own;
  }

 private:
  [[nodiscard]] PunchNeighbours neighbours_of(EmployeeId employee, Instant at) const {
    PunchNeighbours neighbours;
    for (const Punch& punch : punches_of(employee)) {
      std::optional<Punch>& side = punch.at <= at ? neighbours.before : neighbours.after;
      const bool is_nearer = !side || std::chrono::abs(punch.at - at) < std::chrono::abs(side->at - at);
      if (is_nearer) side = punch;
    }
    return neighbours;
  }

  static PassageSighting sighting(const Seen& seen, const Decision& decision) {
    PassageSighting kept{.liveness = seen.liveness,
                         .liveness_score = seen.liveness_score,
                         .outcome = decision.outcome,
                         .reason = decision.reason};
    if (!seen.people.empty()) {
      kept.best = seen.people.front().employee;
      kept.best_similarity = seen.people.front().similarity;
    }
    if (seen.people.size() > 1) kept.second_similarity = seen.people[1].similarity;
    return kept;
  }

  void book(const Seen& seen, const Decision& decision) {
    Punch punch{.employee = *decision.employee,
                .direction = *decision.direction,
                .alternating = seen.door == CameraDirection::both,
                .at = seen.captured_at};
    punch.id.uuid.bytes.back() = static_cast<std::uint8_t>(punches_.size() + 1);
    punches_.push_back(punch);
  }

  const Scenario& scenario_;
  std::vector<Punch> punches_;
  std::map<std::string, std::vector<PassageSighting>> passages_;
};

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

DaySummary day_of(const Expected& expected, const std::vector<Punch>& punches, const Scenario& scenario) {
  if (expected.date) return summarise_day(punches, *expected.date, scenario.zone, expected.now, scenario.policy);
  return {.date = scenario.zone.date_of(expected.now),
          .presence = presence_at(punches, scenario.zone, expected.now, scenario.policy)};
}

void check_days(const Scenario& scenario, const Office& office, const std::string& circumstance,
                std::vector<std::string>& failures) {
  for (const Expected& expected : scenario.expected) {
    const std::vector<Punch> punches = office.punches_of(scenario.people.at(expected.who).id);
    const DaySummary day = day_of(expected, punches, scenario);
    for (const Expected::Figure& figure : expected.figures) {
      const std::string got = figures().at(figure.name)(day, scenario.zone);
      if (got == figure.value) continue;
      failures.push_back(expected.place + ": expected " + figure.name + " " + figure.value + ", got " + got +
                         circumstance);
    }
  }
}

// As told: each sighting when it arrives.
std::vector<std::string> run_as_told(const Scenario& scenario) {
  std::vector<Seen> arrivals = scenario.timeline;
  std::ranges::stable_sort(arrivals, {}, &Seen::arrives_at);
  std::vector<std::string> failures;
  Office office(scenario);
  for (const Seen& seen : arrivals) check(seen, office.receive(seen, seen.arrives_at), failures);
  check_days(scenario, office, "", failures);
  return failures;
}

// Everything arrives at the end, in this order; only the days count.
std::vector<std::string> run_in_order(const Scenario& scenario, const std::vector<std::size_t>& order) {
  Instant end;
  for (const Seen& seen : scenario.timeline) end = std::max({end, seen.captured_at, seen.arrives_at});
  Office office(scenario);
  std::string circumstance = " when the sightings arrive in the order";
  for (const std::size_t index : order) {
    std::ignore = office.receive(scenario.timeline[index], end);
    circumstance += " " + std::to_string(index + 1);
  }
  std::vector<std::string> failures;
  check_days(scenario, office, circumstance, failures);
  return failures;
}

std::vector<std::string> run_in_any_order(const Scenario& scenario) {
  std::vector<std::size_t> order(scenario.timeline.size());
  std::iota(order.begin(), order.end(), 0U);
  if (order.size() <= kAllOrdersUpTo) {
    do {
      if (std::vector<std::string> failures = run_in_order(scenario, order); !failures.empty()) return failures;
    } while (std::ranges::next_permutation(order).found);
    return {};
  }
  std::mt19937 random(20260329);  // NOLINT(cert-msc51-cpp): the same orders in every run
  for (int drawn = 0; drawn < kDrawnOrders; ++drawn) {
    std::ranges::shuffle(order, random);
    if (std::vector<std::string> failures = run_in_order(scenario, order); !failures.empty()) return failures;
  }
  return {};
}

}  // namespace

bool is_figure(std::string_view name) {
  return figures().contains(name);
}

std::vector<std::string> run(const Scenario& scenario) {
  std::vector<std::string> failures = run_as_told(scenario);
  if (failures.empty() && scenario.any_order) failures = run_in_any_order(scenario);
  return failures;
}

}  // namespace attendsense::core::scenario
