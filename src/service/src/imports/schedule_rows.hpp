#pragma once

#include <map>
#include <string>
#include <vector>

#include "attendsense/service/planning/schedule_definition.hpp"
#include "imports/row_import.hpp"

namespace attendsense::service {

// Puts the rows of a file together to schedules.
class ScheduleRows {
 public:
  [[nodiscard]] static std::vector<formats::CsvColumn> columns();

  void add(const ImportRecord& record);

  struct Made {
    std::int64_t line = 0;  // where the schedule is named first
    ScheduleDefinition definition;
  };

  // In the order of the file. What is wrong is in errors(), and then they are incomplete.
  [[nodiscard]] std::vector<Made> finish();

  [[nodiscard]] const std::vector<formats::LineError>& errors() const { return errors_; }

 private:
  struct Draft {
    Made made;
    std::vector<std::int64_t> lines;  // of each day of the cycle, the last row's
  };

  void complain(const ImportRecord& record, std::string column, std::string message);
  [[nodiscard]] std::optional<std::size_t> day_of(const ImportRecord& record, Draft& draft);
  [[nodiscard]] std::optional<core::Shift> shift_of(const ImportRecord& record);
  [[nodiscard]] std::optional<core::ClockSpan> span_of(const ImportRecord& record, std::size_t from, std::size_t to);

  std::vector<Draft> drafts_;
  std::map<std::string, std::size_t> by_name_;
  std::vector<formats::LineError> errors_;
};

}  // namespace attendsense::service
