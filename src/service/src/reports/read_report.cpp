#include "attendsense/service/reports/read_report.hpp"

#include "reports/report_run.hpp"

namespace attendsense::service::read_report {
namespace {

using reports::Column;
using reports::HalfDays;
using reports::ReportRun;
using reports::Row;
using reports::Value;

using People = std::span<const core::Employee>;

bool has_row_a_day(reports::Report report) {
  using enum reports::Report;
  return report != people && report != balances && report != payroll;
}

Result<People> page_of(const ReportRun& run, const Input& input) {
  People people = run.people();
  if (!reports::is_about_people(input.query.report)) return people;
  if (!input.after.empty()) {
    const auto last = std::ranges::find(people, input.after, [](const auto& one) { return one.id.to_string(); });
    if (last == people.end()) {
      return fail(Failure::invalid_input, "cursor_unknown", "Nobody of this report is where `after` points to",
                  "Begin again at the first page");
    }
    people = people.subspan(static_cast<std::size_t>(last - people.begin()) + 1);
  }
  int most = input.limit;
  if (has_row_a_day(input.query.report)) most = std::clamp(kMostDaysAPage / run.days(), 1, most);
  return people.first(std::min(people.size(), static_cast<std::size_t>(most)));
}

template <class Number>
void add_to(Value& sum, const Number& number) {
  if (std::holds_alternative<std::monostate>(sum)) sum = Number{};
  if constexpr (std::is_same_v<Number, HalfDays>) {
    std::get<HalfDays>(sum).halves += number.halves;
  } else {
    std::get<Number>(sum) += number;
  }
}

Row totals_of(const std::vector<Column>& columns, const std::vector<Row>& rows) {
  Row totals(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].summed) continue;
    // A sum of nothing is 0 of the column's type.
    if (columns[i].type == reports::ValueType::integer)
      totals[i] = std::int64_t{0};
    else if (columns[i].type == reports::ValueType::days)
      totals[i] = HalfDays{};
    else
      totals[i] = std::chrono::seconds{0};
    for (const Row& row : rows) {
      if (const auto* number = std::get_if<std::int64_t>(&row[i])) add_to(totals[i], *number);
      if (const auto* duration = std::get_if<std::chrono::seconds>(&row[i])) add_to(totals[i], *duration);
      if (const auto* halves = std::get_if<HalfDays>(&row[i])) add_to(totals[i], *halves);
    }
  }
  return totals;
}

// In lots: what is computed of many days becomes a few rows.
Result<std::vector<Row>> rows_of(ReportRun& run, People people) {
  std::vector<Row> rows;
  for (const std::size_t lot = run.lot(); !people.empty(); people = people.subspan(std::min(lot, people.size()))) {
    if (auto added = run.add(people.first(std::min(lot, people.size())), rows); !added) return fail(std::move(added));
  }
  run.finish(rows);
  return rows;
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  reports::check_query(input.query, check);
  check.page(input.after, input.limit);
  check.that(input.after.empty() || reports::is_about_people(input.query.report), "after",
             "is not for this report, which has one page");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  auto run = ReportRun::of(ports, input.query, now);
  if (!run) return fail(std::move(run));
  const auto page = page_of(*run, input);
  if (!page) return fail(page.error());
  auto rows = rows_of(*run, *page);
  if (!rows) return fail(std::move(rows));
  Output output{.rows = std::move(*rows), .totals = {}, .next = {}};
  output.totals = totals_of(reports::columns_of(input.query.report), output.rows);
  if (!page->empty() && page->back().id != run->people().back().id) output.next = page->back().id.to_string();
  return output;
}

}  // namespace attendsense::service::read_report
