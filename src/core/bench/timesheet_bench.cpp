// How long the figures of many people take on one core: a year of 5,000, and one day of them for the board. Each is
// told as a multiple of summarise_days(), which pairs the same punches and knows nothing of plans and rules.

#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <ctime>

#include "attendsense/core/timesheet.hpp"
#include "attendsense/core/work_plans.hpp"

namespace attendsense::core {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;

constexpr int kPeople = 5000;
constexpr LocalDate kFirst{2026y / 1 / 1};
constexpr LocalDate kLast{2026y / 12 / 31};

template <class Id>
Id numbered(std::uint32_t number) {
  Id id;
  for (std::size_t byte = 0; byte < 4; ++byte)
    id.uuid.bytes[15 - byte] = static_cast<std::uint8_t>(number >> (8 * byte));
  return id;
}

const SiteId kSite = numbered<SiteId>(1);
const RoleId kDayRole = numbered<RoleId>(1);
const RoleId kNightRole = numbered<RoleId>(2);

std::shared_ptr<const Schedule> weekly(std::uint32_t number, ClockSpan frame) {
  Schedule schedule{.id = numbered<ScheduleId>(number), .name = "weekly"};
  const Shift shift{.name = "shift", .frame = frame, .expected = 8h};
  schedule.cycle = {{shift}, {shift}, {shift}, {shift}, {shift}, {}, {}};
  schedule.rules.grace_late = 5min;
  schedule.rules.rounding = Rounding::nearest;
  schedule.rules.rounding_step = 5min;
  schedule.rules.early_arrival_counts = false;
  schedule.rules.legal_breaks = {{6h, 30min}, {9h, 45min}};
  schedule.rules.missing_leave = MissingLeave::close_at_shift_end;
  schedule.rules.overtime = Overtime::approved;
  return std::make_shared<const Schedule>(std::move(schedule));
}

Employee person(int number) {
  Employee employee{.id = numbered<EmployeeId>(static_cast<std::uint32_t>(number)), .site = kSite, .role = kDayRole};
  if (number % 10 == 0) employee.role = kNightRole;
  return employee;
}

// Ten holidays for all; three weeks of leave and three grants of overtime for each.
Planning planning() {
  Planning plan;
  const auto assign = [&](RoleId role, const std::shared_ptr<const Schedule>& schedule) {
    plan.schedules[schedule->id] = schedule;
    plan.assignments.push_back({.schedule = schedule->id, .whom = role, .from = kFirst, .cycle_start = kFirst});
  };
  assign(kDayRole, weekly(1, {9h, 17h + 30min}));
  assign(kNightRole, weekly(2, {22h, 30h + 30min}));
  for (int month = 1; month <= 10; ++month)
    plan.holidays.push_back({.date = kFirst.year() / month / 6, .name = "holiday"});
  const auto kind = numbered<LeaveKindId>(1);
  plan.leave_kinds[kind] = {.id = kind, .name = "Annual leave"};
  for (int number = 0; number < kPeople; ++number) {
    const EmployeeId whom = person(number).id;
    for (const int week : {10, 30, 45}) {
      const LocalDate from = add_days(kFirst, 7 * (week + number % 5) + 4);
      plan.leave.push_back({.employee = whom, .kind = kind, .from = from, .to = add_days(from, 4)});
      plan.leave.back().state = RequestState::approved;
      plan.grants.push_back({.employee = whom, .date = add_days(from, -2), .most = 2h});
    }
  }
  return plan;
}

// In, to lunch, back and out on every weekday, minutes around what is planned; a leave in 200 is forgotten.
std::vector<Punch> punches_of(const Employee& employee, LocalDate first, LocalDate last, const TimeZone& zone) {
  std::vector<Punch> punches;
  std::uint32_t chance = employee.id.uuid.bytes[15] * 7919U + employee.id.uuid.bytes[14] * 104'729U + 1;
  const auto some = [&](minutes most) {
    chance = chance * 1'664'525U + 1'013'904'223U;
    return minutes{(chance >> 8U) % static_cast<std::uint32_t>(most.count() + 1)};
  };
  const minutes begin = employee.role == kNightRole ? 22h : 9h;
  for (LocalDate date = first; date <= last; date = add_days(date, 1)) {
    const std::chrono::weekday day{local_days{date}};
    if (day == std::chrono::Saturday || day == std::chrono::Sunday) continue;
    const Instant planned = zone.to_instant(LocalTime{local_days{date}} + begin);
    const Instant lunch = planned + 3h + some(90min);
    const std::array times{planned - 10min + some(20min), lunch, lunch + 25min + some(20min),
                           planned + 8h + 20min + some(30min)};
    for (std::size_t i = 0; i < times.size(); ++i) {
      if (i == 3 && some(199min) == 0min) continue;
      Punch punch{.employee = employee.id, .site = kSite, .direction = i % 2 == 0 ? Direction::in : Direction::out};
      punch.id = numbered<PunchId>(static_cast<std::uint32_t>(punches.size()) + 1);
      punch.at = times[i];
      punches.push_back(punch);
    }
  }
  return punches;
}

// Three leaves a year that were forgotten are added afterwards.
std::vector<Correction> corrections_of(const Employee& employee, std::span<const Punch> punches) {
  std::vector<Correction> corrections;
  for (std::size_t i = punches.size() / 4; i < punches.size(); i += punches.size() / 4 + 1) {
    Correction add{.id = numbered<CorrectionId>(static_cast<std::uint32_t>(i)), .employee = employee.id};
    add.direction = Direction::out;
    add.at = punches[i].at + 4h;
    add.site = kSite;
    add.state = RequestState::approved;
    corrections.push_back(add);
  }
  return corrections;
}

class Office {
 public:
  Office() : plans(planning_) { zones.emplace(kSite, TimeZone::find("Europe/Berlin").value()); }

  [[nodiscard]] const TimeZone& zone() const { return zones.at(kSite); }

  SiteZones zones;
  Policy policy;

 private:
  const Planning planning_ = planning();

 public:
  const WorkPlans plans;
};

// Time that this thread spent on what is called, added up: others on the machine do not show.
class Stopwatch {
 public:
  template <class Work>
  void time(Work work) {
    const std::chrono::nanoseconds begin = spent_by_thread();
    benchmark::DoNotOptimize(work());
    spent_ += spent_by_thread() - begin;
  }

  [[nodiscard]] double seconds() const { return std::chrono::duration<double>(spent_).count(); }

 private:
  static std::chrono::nanoseconds spent_by_thread() {
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return std::chrono::seconds{spent.tv_sec} + std::chrono::nanoseconds{spent.tv_nsec};
  }

  std::chrono::nanoseconds spent_{0};
};

// A person at a time, as a report does: the punches of all are never in memory together.
void BM_a_year_of_5000_people(benchmark::State& state) {
  const Office office;
  const Instant now = office.zone().begin_of(add_days(kLast, 10));
  for (auto _ : state) {
    Stopwatch rules;
    Stopwatch plain;
    std::size_t punched = 0;
    for (int number = 0; number < kPeople; ++number) {
      const Employee employee = person(number);
      const std::vector<Punch> punches = punches_of(employee, add_days(kFirst, -2), add_days(kLast, 2), office.zone());
      const std::vector<Correction> corrections = corrections_of(employee, punches);
      rules.time([&] {
        const WorkPlan plan = office.plans.of(employee);
        const PersonFacts facts{employee, plan, punches, corrections, office.zones};
        return total(timesheet(facts, kFirst, kLast, now, office.policy)).worked;
      });
      plain.time([&] { return summarise_days(punches, office.zone(), now, office.policy).size(); });
      punched += punches.size();
    }
    state.SetIterationTime(rules.seconds());
    state.counters["people/s"] = kPeople / rules.seconds();
    state.counters["punches/s"] = static_cast<double>(punched) / rules.seconds();
    state.counters["summarise_days_s"] = plain.seconds();
    state.counters["ratio"] = rules.seconds() / plain.seconds();
  }
}

void BM_the_board_of_5000_people(benchmark::State& state) {
  const Office office;
  const LocalDate today{2026y / 6 / 10};
  const Instant now = office.zone().begin_of(today) + 11h;
  std::vector<std::pair<Employee, std::vector<Punch>>> people;
  for (int number = 0; number < kPeople; ++number) {
    const Employee employee = person(number);
    people.emplace_back(employee, punches_of(employee, add_days(today, -1), today, office.zone()));
    std::erase_if(people.back().second, [&](const Punch& punch) { return punch.at > now; });
  }
  for (auto _ : state) {
    for (const auto& [employee, punches] : people) {
      const WorkPlan plan = office.plans.of(employee);
      const PersonFacts facts{employee, plan, punches, {}, office.zones};
      benchmark::DoNotOptimize(timesheet(facts, today, today, now, office.policy));
    }
  }
  Stopwatch plain;
  for (const auto& [employee, punches] : people)
    plain.time([&] { return summarise_day(punches, today, office.zone(), now, office.policy).worked; });
  state.counters["people/s"] = benchmark::Counter(kPeople, benchmark::Counter::kIsIterationInvariantRate);
  state.counters["summarise_day_ms"] = plain.seconds() * 1000;
}

BENCHMARK(BM_a_year_of_5000_people)->UseManualTime()->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK(BM_the_board_of_5000_people)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace attendsense::core

BENCHMARK_MAIN();
