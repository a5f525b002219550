#pragma once

#include <map>

#include "imports/row_import.hpp"
#include "lookup.hpp"

namespace attendsense::service {

// Past punches, whatever file they come from.
class PunchRows final : public RowImport {
 public:
  // The values of a record, in this order.
  enum Column { personnel_number, email, time, direction, site, id };

  // Of a local time that the clock showed twice.
  enum class Twice { refuse, first };

  PunchRows(Principal actor, Instant now, Twice twice) : actor_(std::move(actor)), now_(now), twice_(twice) {}

  Result<void> begin(core::Transaction& transaction) override;
  Result<PlannedRow> plan(core::Transaction& transaction, const ImportRecord& record, RowErrors& errors) override;

 private:
  [[nodiscard]] Result<const core::Employee*> who(core::Transaction& transaction, const ImportRecord& record,
                                                  RowErrors& errors);
  [[nodiscard]] std::optional<core::SiteId> where(const ImportRecord& record, const core::Employee& employee,
                                                  RowErrors& errors) const;
  [[nodiscard]] std::optional<Instant> when(const std::string& text, const TimeZone& zone, RowErrors& errors) const;
  [[nodiscard]] Result<void> require_possible(core::Transaction& transaction, const core::Employee& employee,
                                              Instant at, RowErrors& errors);
  [[nodiscard]] Result<bool> known(core::Transaction& transaction, const core::Punch& punch, RowErrors& errors) const;

  const Principal actor_;
  const Instant now_;
  const Twice twice_;
  std::optional<Sites> zones_;
  std::vector<core::Site> sites_;
  std::map<std::string, std::optional<core::Employee>> people_;  // by "email …" or "personnel_number …"
  std::map<LocalDate, std::vector<core::Period>> closed_;
};

}  // namespace attendsense::service
