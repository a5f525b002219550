#include "attendsense/service/reports/report.hpp"

#include "reports/day_reports.hpp"
#include "reports/payroll_report.hpp"
#include "reports/presence_report.hpp"
#include "reports/total_reports.hpp"

namespace attendsense::service::reports {
namespace {

constexpr std::pair<Report, std::string_view> kNames[] = {
    {Report::days, "days"},         {Report::people, "people"},     {Report::sites, "sites"},
    {Report::late, "late"},         {Report::early, "early"},       {Report::missing, "missing"},
    {Report::overtime, "overtime"}, {Report::balances, "balances"}, {Report::absences, "absences"},
    {Report::presence, "presence"}, {Report::payroll, "payroll"}};

}  // namespace

std::string_view to_string(Report report) {
  return std::ranges::find(kNames, report, &std::pair<Report, std::string_view>::first)->second;
}

std::optional<Report> parse_report(std::string_view text) {
  const auto found = std::ranges::find(kNames, text, &std::pair<Report, std::string_view>::second);
  return found == std::end(kNames) ? std::nullopt : std::optional(found->first);
}

const std::vector<Column>& columns_of(Report report) {
  switch (report) {
    case Report::people:
    case Report::sites:
    case Report::balances:
      return total_columns(report);
    case Report::presence:
      return presence_columns();
    case Report::payroll:
      return payroll_columns();
    default:
      return day_columns(report);
  }
}

bool is_about_people(Report report) {
  return report != Report::sites && report != Report::presence;
}

std::unique_ptr<RowMaker> make_row_maker(Report report) {
  switch (report) {
    case Report::people:
    case Report::sites:
    case Report::balances:
      return make_total_rows(report);
    case Report::presence:
      return make_presence_rows();
    case Report::payroll:
      return make_payroll_rows();
    default:
      return make_day_rows(report);
  }
}

}  // namespace attendsense::service::reports
