#pragma once

// One making of a report: who is in it, and the rows of some of them at a time.

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "attendsense/service/input_check.hpp"
#include "attendsense/service/ports.hpp"
#include "reports/row_maker.hpp"

namespace attendsense::service::reports {

// What every reading of a report checks.
void check_query(const Query& query, InputCheck& check);

class ReportRun {
 public:
  // Reads who is in it and what was planned. Errors: not_found "employee_unknown", "site_unknown".
  [[nodiscard]] static Result<ReportRun> of(Ports& ports, const Query& query, Instant now);
  // The same people and days, with rows of another maker.
  [[nodiscard]] static Result<ReportRun> of(Ports& ports, const Query& query, Instant now,
                                            std::unique_ptr<RowMaker> maker);

  // By name; who turns out to have nothing to show has no rows.
  [[nodiscard]] std::span<const core::Employee> people() const { return people_; }

  // Appends the rows of these people, read in one transaction.
  [[nodiscard]] Result<void> add(std::span<const core::Employee> people, std::vector<Row>& rows);
  // Appends the rows of reports about nobody in particular, when everybody was added.
  void finish(std::vector<Row>& rows);

  // How many people to add() at a time, so that memory is bounded.
  [[nodiscard]] std::size_t lot() const;
  // Of everything that is read: in balances more than is shown.
  [[nodiscard]] int days() const;

  // Of the closed periods that cover all dates, for everybody or for the one site that was asked for; by date.
  [[nodiscard]] std::vector<std::string> period_hashes() const;

 private:
  ReportRun(Ports& ports, Query query, Instant now, Timekeeping timekeeping);
  [[nodiscard]] Result<void> read(core::Transaction& transaction);
  [[nodiscard]] Context context() const;
  // The days that the report is about.
  void leave_out(PersonDays& person) const;

  Ports* ports_;
  Query query_;
  Instant now_;
  Timekeeping timekeeping_;
  std::vector<core::Employee> people_;
  std::vector<core::Period> closed_;
  std::multimap<core::EmployeeId, const core::Leave*> unpaid_leave_;
  core::SiteId zone_giver_;
  std::unique_ptr<RowMaker> maker_;
};

}  // namespace attendsense::service::reports
