#include "drawn.hpp"

#include <array>

#include "../builders.hpp"
#include "attendsense/core/pairing.hpp"

namespace attendsense::core::testing {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;
using std::chrono::microseconds;

constexpr int kDays = 14;
constexpr microseconds kDay = 24h;

template <class Id>
Id numbered(std::int64_t number) {
  Id id;
  for (std::size_t byte = 0; byte < 8; ++byte)
    id.uuid.bytes[15 - byte] = static_cast<std::uint8_t>(number >> (8 * static_cast<int>(byte)));
  return id;
}

minutes quarter_hours(Chance& chance, minutes least, minutes most) {
  return minutes{15 * chance.between(least / 15min, most / 15min)};
}

Shift shift(ClockSpan frame, minutes expected) {
  return {.name = "", .frame = frame, .expected = expected};
}

std::vector<Shift> shifts_of_a_day(Chance& chance) {
  switch (chance.up_to(9)) {
    case 0:
      return {};
    case 1:
      return {shift({6h, 14h}, 7h + 30min)};
    case 2:
      return {shift({14h, 22h}, 7h + 30min)};
    case 3:
      return {shift({22h, 30h}, 7h + 30min)};
    case 4:
      return {shift({8h, 12h}, 4h), shift({14h, 18h}, 4h)};
    case 5:
      return {{.frame = {6h, 20h}, .flexible = true, .core = ClockSpan{10h, 15h}, .expected = 8h}};
    case 6:
      return {{.frame = {0h, 24h}, .flexible = true, .expected = 6h}};
    case 7:
      return {shift({8h, 32h}, 20h)};
    default: {
      const minutes from = quarter_hours(chance, 0h, 23h);
      const minutes length = quarter_hours(chance, 15min, 24h);
      return {shift({from, from + length}, quarter_hours(chance, 0min, length))};
    }
  }
}

AttendanceRules draw_rules(Chance& chance) {
  AttendanceRules rules;
  if (chance.one_in(2)) rules.grace_late = minutes{chance.up_to(15)};
  if (chance.one_in(2)) rules.grace_early = minutes{chance.up_to(15)};
  if (chance.one_in(2)) rules.rounding = static_cast<Rounding>(chance.up_to(3));
  rules.rounding_step = chance.of<minutes>({5min, 15min, 60min});
  rules.early_arrival_counts = !chance.one_in(3);
  rules.late_stay_counts = !chance.one_in(3);
  if (chance.one_in(3)) rules.paid_break_up_to = minutes{chance.up_to(30)};
  if (chance.one_in(3)) rules.shortest_break = minutes{chance.up_to(20)};
  if (chance.one_in(2)) rules.legal_breaks = {{6h, 30min}, {9h, 45min}};
  if (chance.one_in(2)) rules.missing_leave = MissingLeave::close_at_shift_end;
  rules.overtime = static_cast<Overtime>(chance.up_to(2));
  if (chance.one_in(2)) rules.overtime_limit = minutes{chance.up_to(60)};
  return rules;
}

std::shared_ptr<const Schedule> draw_schedule(Chance& chance, ScheduleId id) {
  Schedule schedule{.id = id, .name = "drawn"};
  schedule.rhythm = chance.one_in(2) ? Rhythm::weekly : Rhythm::rotating;
  const auto length = schedule.rhythm == Rhythm::weekly ? 7 * chance.between(1, 2) : chance.between(1, 9);
  for (std::int64_t day = 0; day < length; ++day) schedule.cycle.push_back(shifts_of_a_day(chance));
  schedule.rules = draw_rules(chance);
  EXPECT_TRUE(check(schedule));
  return std::make_shared<const Schedule>(std::move(schedule));
}

// A person's fortnight, a part at a time. Each part counts on those before it.
class Drawing {
 public:
  Drawing(std::uint64_t seed, Habit habit) : chance_(seed), habit_(habit) {}

  Drawn finish() && {
    draw_place();
    draw_employment();
    draw_assignments();
    draw_days_off();
    if (habit_ == Habit::any) {
      draw_punches();
    } else {
      draw_sessions();
    }
    settle_directions();
    draw_corrections();
    const bool is_there_now = chance_.one_in(3);
    drawn_.now = at_ + (is_there_now ? minutes{chance_.up_to(600)} : minutes{4 * 24h});
    return std::move(drawn_);
  }

 private:
  void draw_place() {
    static const std::vector<TimeZone> zones = [] {
      std::vector<TimeZone> found;
      for (const char* name : {"Europe/Berlin", "America/New_York", "Asia/Colombo", "Pacific/Apia", "Europe/London"})
        found.push_back(TimeZone::find(name).value());
      return found;
    }();
    static const std::vector<LocalDate> starts{
        LocalDate{2026y / 3 / 22}, LocalDate{2026y / 10 / 18}, LocalDate{2026y / 12 / 25},
        LocalDate{2028y / 2 / 23}, LocalDate{2011y / 12 / 24}, LocalDate{2026y / 6 / 1},
    };
    drawn_.person.id = numbered<EmployeeId>(1);
    drawn_.person.role = numbered<RoleId>(2);
    drawn_.person.site = numbered<SiteId>(3);
    other_site_ = numbered<SiteId>(4);
    drawn_.zones.emplace(drawn_.person.site, chance_.of(zones));
    drawn_.zones.emplace(other_site_, chance_.of(zones));
    drawn_.policy.work_day_gap = std::chrono::hours{chance_.of<int>({8, 12, 14, 14, 14, 18, 24})};
    start_ = chance_.of(starts);
    drawn_.first = add_days(start_, -2);
    drawn_.last = add_days(start_, kDays + 3);
    at_ = drawn_.home().begin_of(start_) + microseconds{chance_.up_to(kDay.count())};
  }

  LocalDate some_date() { return add_days(start_, static_cast<int>(chance_.up_to(kDays))); }

  Instant some_moment() {
    return drawn_.home().begin_of(some_date()) + std::chrono::seconds{60 * chance_.up_to(kDay / 1min)};
  }

  void draw_employment() {
    if (chance_.one_in(5)) drawn_.person.hired_at = some_moment();
    if (chance_.one_in(5)) drawn_.person.left_at = some_moment();
    if (drawn_.person.hired_at && drawn_.person.left_at && *drawn_.person.left_at <= *drawn_.person.hired_at)
      drawn_.person.left_at.reset();
  }

  void draw_assignments() {
    const std::vector<std::variant<EmployeeId, RoleId, SiteId>> whom{drawn_.person.id, drawn_.person.role,
                                                                     drawn_.person.site, numbered<RoleId>(99)};
    for (std::int64_t number = chance_.up_to(3); number > 0; --number) {
      const auto schedule = draw_schedule(chance_, numbered<ScheduleId>(number));
      drawn_.planning.schedules[schedule->id] = schedule;
      Assignment assignment{.id = numbered<AssignmentId>(number), .schedule = schedule->id, .whom = chance_.of(whom)};
      assignment.from = chance_.one_in(2) ? some_date() : add_days(start_, -30);
      if (chance_.one_in(3)) assignment.until = add_days(assignment.from, static_cast<int>(chance_.up_to(20)));
      assignment.cycle_start = add_days(start_, static_cast<int>(chance_.between(-40, 40)));
      drawn_.planning.assignments.push_back(assignment);
    }
  }

  DayPart some_part() { return chance_.one_in(2) ? DayPart::whole : static_cast<DayPart>(chance_.between(1, 2)); }

  void draw_days_off() {
    Planning& planning = drawn_.planning;
    for (std::int64_t number = chance_.up_to(2); number > 0; --number) {
      Holiday holiday{.id = numbered<HolidayId>(number), .date = some_date(), .name = "Holiday"};
      holiday.name += std::to_string(number);
      if (chance_.one_in(3)) holiday.site = chance_.one_in(2) ? drawn_.person.site : other_site_;
      if (chance_.one_in(3)) holiday.kind = HolidayKind::closed;
      holiday.part = some_part();
      planning.holidays.push_back(holiday);
    }
    for (const std::int64_t number : {1, 2}) {
      const auto id = numbered<LeaveKindId>(number);
      planning.leave_kinds[id] = {.id = id, .name = number == 1 ? "Annual leave" : "Unpaid", .paid = number == 1};
    }
    for (std::int64_t number = chance_.up_to(3); number > 0; --number) {
      Leave leave{.id = numbered<LeaveId>(number), .employee = drawn_.person.id, .part = some_part()};
      leave.kind = numbered<LeaveKindId>(chance_.between(1, 2));
      leave.from = leave.to = some_date();
      if (leave.part == DayPart::whole) leave.to = add_days(leave.from, static_cast<int>(chance_.up_to(4)));
      leave.state = chance_.one_in(5) ? RequestState::refused : RequestState::approved;
      planning.leave.push_back(leave);
    }
    for (std::int64_t number = chance_.up_to(2); number > 0; --number) {
      OvertimeGrant grant{.employee = drawn_.person.id, .date = some_date(), .most = minutes{chance_.up_to(240)}};
      if (chance_.one_in(5)) grant.revoked_at = at_;
      planning.grants.push_back(grant);
    }
  }

  void punch(Direction direction) {
    Punch made{.id = numbered<PunchId>(static_cast<std::int64_t>(drawn_.punches.size()) + 1000)};
    made.employee = drawn_.person.id;
    made.site = is_away_ ? other_site_ : drawn_.person.site;
    made.direction = direction;
    made.alternating = doors_ == Doors::for_both_ways || (doors_ == Doors::mixed && chance_.one_in(2));
    made.at = at_;
    drawn_.punches.push_back(made);
  }

  void draw_punches() {
    const Instant end = drawn_.home().begin_of(add_days(start_, kDays));
    while (at_ < end && !chance_.one_in(60)) {
      is_away_ = chance_.one_in(6);
      punch(chance_.one_in(2) ? Direction::in : Direction::out);
      if (chance_.one_in(30)) continue;  // two punches of one instant
      at_ += microseconds{chance_.up_to((chance_.one_in(3) ? kDay : kDay / 6).count())};
    }
  }

  void draw_sessions() {
    const Instant end = drawn_.home().begin_of(add_days(start_, kDays));
    while (at_ < end) {
      is_away_ = chance_.one_in(6);
      draw_session();
      at_ += kLongestBreak + 1min + minutes{chance_.up_to(18h / 1min)};
    }
  }

  // From coming to leaving, with breaks, all of it within the gap.
  void draw_session() {
    const Instant latest = at_ + drawn_.policy.work_day_gap;
    const bool forgets_before_rest = habit_ == Habit::forgets;
    // Where doors are for both ways, who forgets one punch is taken to be in when out, and out when in.
    const bool forgets = forgets_before_rest || doors_ == Doors::one_a_way;
    for (bool again = true; again;) {
      if (!(forgets && chance_.one_in(10))) punch(Direction::in);
      if (forgets && chance_.one_in(12)) punch(Direction::in);
      at_ = std::min(at_ + minutes{chance_.between(30, 540)}, latest);
      const Instant back = at_ + minutes{chance_.between(1, 90)};
      again = back < latest && !chance_.one_in(4);
      if (!(forgets && (again || forgets_before_rest) && chance_.one_in(10))) punch(Direction::out);
      if (again) at_ = back;
    }
  }

  // The server knows of a punch at a door for both ways what direction it was when it came: so do these.
  void settle_directions() {
    if (!drawn_.punches.empty() && drawn_.punches.front().alternating) drawn_.punches.front().direction = Direction::in;
    std::map<PunchId, Direction> known;
    for (const PairedStay& stay : pair_punches(drawn_.punches, drawn_.home(), at_, drawn_.policy.work_day_gap))
      if (stay.out != nullptr) known[stay.out->id] = Direction::out;
    for (Punch& punch : drawn_.punches)
      if (punch.alternating) punch.direction = known.contains(punch.id) ? Direction::out : Direction::in;
  }

  void draw_corrections() {
    if (drawn_.punches.empty() || chance_.one_in(2)) return;
    for (std::int64_t number = chance_.up_to(5); number > 0; --number) {
      Correction correction{.id = numbered<CorrectionId>(number), .employee = drawn_.person.id, .reason = "drawn"};
      correction.kind = static_cast<CorrectionKind>(chance_.up_to(2));
      const Punch& original = chance_.of(drawn_.punches);
      if (correction.kind != CorrectionKind::add) {
        correction.punch = original.id;
        correction.punch_at = original.at;
        correction.site = original.site;
      }
      if (correction.kind != CorrectionKind::remove) {
        correction.at = original.at + minutes{chance_.between(-300, chance_.one_in(2) ? 0 : 1500)};
        correction.at = std::min(*correction.at, at_);
        correction.direction = chance_.one_in(2) ? Direction::in : Direction::out;
      }
      if (correction.kind == CorrectionKind::add) correction.site = drawn_.person.site;
      correction.state = chance_.one_in(4) ? static_cast<RequestState>(chance_.up_to(5)) : RequestState::approved;
      correction.requested_at = at_ + minutes{chance_.up_to(3)};
      drawn_.corrections.push_back(correction);
    }
  }

  enum class Doors { one_a_way, for_both_ways, mixed };

  Chance chance_;
  const Habit habit_;
  Drawn drawn_;
  SiteId other_site_;
  LocalDate start_;
  Instant at_;
  bool is_away_ = false;
  const Doors doors_ = static_cast<Doors>(chance_.up_to(2));
};

std::string told(const std::optional<Instant>& at) {
  return at ? to_rfc3339(*at).substr(5, 14) : "-";
}

}  // namespace

std::vector<DayFigures> Drawn::figures(LocalDate from, LocalDate to) const {
  const WorkPlan plan(planning, person);
  return timesheet({person, plan, punches, corrections, zones}, from, to, now, policy);
}

Drawn draw(std::uint64_t seed, Habit habit) {
  return Drawing(seed, habit).finish();
}

std::string told(const DayFigures& day) {
  std::string text = attendsense::to_string(day.date);
  text.append(" ")
      .append(to_string(day.state))
      .append(" ")
      .append(to_string(day.kind))
      .append(" ")
      .append(day.occasion);
  for (const PlannedShift& shift : day.shifts)
    text.append("\n  shift ").append(told(shift.begin)).append(" to ").append(told(shift.end));
  for (const CountedStay& stay : day.stays) {
    text.append("\n  stay ").append(told(stay.in)).append(" to ").append(told(stay.out));
    text.append(" counted ").append(std::to_string(stay.counted.count())).append(stay.current ? " current" : "");
  }
  for (const DayFlag& flag : day.flags)
    text.append("\n  flag ").append(to_string(flag.flag)).append(" ").append(told(flag.at));
  const std::array<std::pair<const char*, seconds>, 11> figures{{{"presence", day.presence},
                                                                 {"breaks", day.breaks},
                                                                 {"break_deducted", day.break_deducted},
                                                                 {"worked", day.worked},
                                                                 {"expected", day.expected},
                                                                 {"leave_credit", day.leave_credit},
                                                                 {"late", day.late},
                                                                 {"early", day.early},
                                                                 {"overtime", day.overtime},
                                                                 {"overtime_not_granted", day.overtime_not_granted},
                                                                 {"balance", day.balance}}};
  text.append("\n ");
  for (const auto& [name, value] : figures)
    text.append(" ").append(name).append(" ").append(std::to_string(value.count()));
  return text;
}

::testing::AssertionResult are_same(const std::vector<DayFigures>& one, const std::vector<DayFigures>& other) {
  if (one.size() != other.size())
    return ::testing::AssertionFailure() << one.size() << " and " << other.size() << " days";
  for (std::size_t i = 0; i < one.size(); ++i)
    if (one[i] != other[i]) return ::testing::AssertionFailure() << told(one[i]) << "\nand\n" << told(other[i]);
  return ::testing::AssertionSuccess();
}

}  // namespace attendsense::core::testing
