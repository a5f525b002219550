#pragma once

#include <memory>
#include <optional>

#include "draft.hpp"

namespace attendsense::core::scenario {

// The lines of one schedule: its days and its rules.
class ScheduleParser {
 public:
  // After "schedule": NAME [rotating].
  ScheduleParser(Line& line, ScheduleId id);

  [[nodiscard]] const std::string& name() const { return schedule_.name; }

  // A line of days or rules; false: it is another kind of line.
  bool read(Line& line);
  // Refuses the schedule when it contradicts itself.
  [[nodiscard]] Schedule take() &&;

 private:
  void days(Line& line);
  void rules(Line& line);
  std::vector<std::size_t> take_days(Line& line);

  Line opening_;  // for what is wrong with the whole
  Schedule schedule_;
};

// The first section: the company, what it has decided, and who works there.
class SettingParser {
 public:
  explicit SettingParser(Draft& draft) : draft_(draft) {}

  // False: there is no such statement.
  bool read(Line& line);
  // After the last line.
  void finish();

 private:
  void site(Line& line);
  void employee(Line& line);
  void door(Line& line);
  void any_order(Line&);
  void schedule(Line& line);
  void follows(Line& line);
  void holiday(Line& line);
  void closed(Line& line);
  void day_off(Line& line, HolidayKind kind);
  void leave_kind(Line& line);
  void leave(Line& line);
  void overtime(Line& line);

  Instant take_since(Line& line) const;
  std::variant<EmployeeId, RoleId, SiteId> take_whom(Line& line) const;
  [[nodiscard]] ScheduleId schedule_called(const Line& line, const std::string& name) const;
  [[nodiscard]] bool needs_cycle_start(ScheduleId id) const;

  Draft& draft_;
  std::optional<ScheduleParser> open_schedule_;
  std::map<std::string, LeaveKindId> leave_kinds_;
};

}  // namespace attendsense::core::scenario
