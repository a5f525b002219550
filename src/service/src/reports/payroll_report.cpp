#include "reports/payroll_report.hpp"

#include "reports/fields.hpp"

namespace attendsense::service::reports {
namespace {

using enum ValueType;

struct PayOf {
  const Person& person;
  core::PeriodFigures figures;
};

// The same as in other reports, under the name that it has in the file.
Field<PayOf> renamed(std::string_view name, std::string_view heading, ValueType type = hours) {
  Field<PayOf> field = only(time_fields<PayOf>(), {name}).front();
  field.column.heading = heading;
  field.column.type = type;
  return field;
}

Value hashes(const PayOf& of) {
  std::string joined;
  for (const core::Period* period : closing(of.person.context, of.person.employee.site))
    joined += (joined.empty() ? "" : " ") + period->hash;
  return joined;
}

Fields<PayOf> make_fields() {
  Fields<PayOf> who = person_fields<PayOf>();
  for (auto& field : who) {
    if (field.column.shown == Shown::everywhere) field.column.heading = field.column.name;
  }
  const Fields<PayOf> period = {
      {{"from", "from", date}, [](const PayOf& of) -> Value { return of.person.context.query.from; }},
      {{"to", "to", date}, [](const PayOf& of) -> Value { return of.person.context.query.to; }}};
  const Fields<PayOf> paid = {
      renamed("expected_seconds", "expected_hours"),
      renamed("worked_seconds", "worked_hours"),
      renamed("leave_credit_seconds", "leave_paid_hours"),
      {{"leave_unpaid_days", "leave_unpaid_days", ValueType::days, true},
       [](const PayOf& of) -> Value { return unpaid_leave(of.person); }},
      renamed("overtime_seconds", "overtime_hours"),
      {{"absence_days", "absence_days", integer, true}, [](const PayOf& of) { return count(of.figures.days_absent); }},
      {{"late_minutes", "late_minutes", integer, true},
       [](const PayOf& of) -> Value {
         return std::int64_t{std::chrono::floor<std::chrono::minutes>(of.figures.late).count()};
       }},
      renamed("balance_seconds", "balance_hours"),
      {{"flags_open", "flags_open", integer, true}, [](const PayOf& of) { return count(flags_open(of.figures)); }},
      {{"period_closed", "period_closed", yes_no},
       [](const PayOf& of) -> Value { return !closing(of.person.context, of.person.employee.site).empty(); }},
      {{"period_hash", "period_hash"}, hashes}};
  return who + period + paid;
}

const Fields<PayOf>& fields() {
  static const Fields<PayOf> kFields = make_fields();
  return kFields;
}

const Fields<PayOf>& wage_fields() {
  static const Fields<PayOf> kFields =
      only(fields(), {"employee_id", "personnel_number", "family_name", "given_name", "site", "time_zone", "from", "to",
                      "leave_unpaid_days", "period_closed", "period_hash"}) +
      count_fields<PayOf>() + time_fields<PayOf>();
  return kFields;
}

class PayrollRows : public RowMaker {
 public:
  explicit PayrollRows(const Fields<PayOf>& fields) : fields_(fields) {}

  void add(const Person& person, std::vector<Row>& rows) override {
    rows.push_back(row(fields_, PayOf{person, core::total(person.days)}));
  }

 private:
  const Fields<PayOf>& fields_;
};

int halves_of(core::DayPart part) {
  return part == core::DayPart::whole ? 2 : 1;
}

}  // namespace

const std::vector<Column>& payroll_columns() {
  static const std::vector<Column> kColumns = columns(fields());
  return kColumns;
}

HalfDays unpaid_leave(const Person& person) {
  const auto [begin, end] = person.context.unpaid_leave.equal_range(person.employee.id);
  HalfDays sum;
  for (const core::DayFigures& day : person.days) {
    // A day off or a holiday costs nothing.
    if (day.kind != core::DayKind::on_leave && day.kind != core::DayKind::working_day) continue;
    int halves = 0;
    for (auto leave = begin; leave != end; ++leave)
      if (leave->second->from <= day.date && day.date <= leave->second->to) halves += halves_of(leave->second->part);
    sum.halves += std::min(halves, 2);
  }
  return sum;
}

std::vector<const core::Period*> closing(const Context& context, std::optional<core::SiteId> site) {
  std::vector<const core::Period*> found;
  LocalDate open = context.query.from;
  for (const core::Period& period : context.closed) {
    if (period.site && period.site != site) continue;
    if (period.from > open || period.to < open) continue;
    found.push_back(&period);
    open = add_days(period.to, 1);
  }
  return open > context.query.to ? found : std::vector<const core::Period*>{};
}

const std::vector<Column>& wage_columns() {
  static const std::vector<Column> kColumns = columns(wage_fields());
  return kColumns;
}

std::unique_ptr<RowMaker> make_wage_rows() {
  return std::make_unique<PayrollRows>(wage_fields());
}

std::unique_ptr<RowMaker> make_payroll_rows() {
  return std::make_unique<PayrollRows>(fields());
}

}  // namespace attendsense::service::reports
