#pragma once

// Finding things within one company: what belongs to another is not there.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/ports/store.hpp"
#include "attendsense/core/timesheet.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

namespace attendsense::service {

[[nodiscard]] Result<core::Company> company_of(core::Transaction& transaction, core::CompanyId id);

// What was found, when it is this company's; else `unknown`.
template <class Thing>
[[nodiscard]] Result<Thing> of_company(Result<std::optional<Thing>> found, core::CompanyId company, Error unknown) {
  if (!found) return fail(std::move(found));
  if (!*found || (*found)->company != company) return fail(std::move(unknown));
  return std::move(**found);
}

// not_found "employee_unknown", "station_unknown", "site_unknown", "role_unknown".
[[nodiscard]] Result<core::Employee> employee_of(core::Transaction& transaction, core::CompanyId company,
                                                 core::EmployeeId id);
[[nodiscard]] Result<core::Station> station_of(core::Transaction& transaction, core::CompanyId company,
                                               core::StationId id);
[[nodiscard]] Result<core::Site> site_of(core::Transaction& transaction, core::CompanyId company, core::SiteId id);
[[nodiscard]] Result<core::Role> role_of(core::Transaction& transaction, core::CompanyId company, core::RoleId id);
// internal when the row is not there: the database's foreign keys promise it.
[[nodiscard]] Result<core::Site> site_by_id(core::Transaction& transaction, core::SiteId id);
[[nodiscard]] Result<core::Role> role_by_id(core::Transaction& transaction, core::RoleId id);

// What a user names: invalid_input with the field "site_id" or "role" when there is no such thing.
[[nodiscard]] Result<core::Site> chosen_site(core::Transaction& transaction, core::CompanyId company,
                                             const std::optional<core::SiteId>& chosen);
[[nodiscard]] Result<core::Role> chosen_role(core::Transaction& transaction, core::CompanyId company,
                                             const std::string& name_or_id);

// forbidden "role_above_own" unless the actor has every permission of the role.
[[nodiscard]] Result<void> require_not_above(const Principal& actor, const core::Role& role);
// conflict "last_administrator" when nobody but `employee` is active and may manage the company.
[[nodiscard]] Result<void> require_other_administrator(core::Transaction& transaction, const core::Employee& employee);

[[nodiscard]] Result<EmployeeView> view_of(core::Transaction& transaction, const core::Employee& employee);
[[nodiscard]] Result<StationView> view_of(core::Transaction& transaction, const core::Station& station);

[[nodiscard]] Result<std::vector<core::Employee>> all_employees(core::Transaction& transaction, core::CompanyId company,
                                                                const core::EmployeeFilter& filter);
[[nodiscard]] Result<std::vector<core::Punch>> all_punches(core::Transaction& transaction, core::CompanyId company,
                                                           const core::PunchFilter& filter);

[[nodiscard]] Result<std::vector<core::Correction>> all_corrections(core::Transaction& transaction,
                                                                    core::CompanyId company,
                                                                    const core::CorrectionFilter& filter);

[[nodiscard]] Result<std::vector<core::Leave>> all_leaves(core::Transaction& transaction, core::CompanyId company,
                                                          const core::LeaveFilter& filter);

// One row more than a page was asked for, to learn whether there is another page: drops it. Whether it was there.
template <class Row>
[[nodiscard]] bool cut_to_page(std::vector<Row>& rows, int limit) {
  const auto most = static_cast<std::size_t>(limit);
  if (rows.size() <= most) return false;
  rows.erase(rows.begin() + limit, rows.end());
  return true;
}

// The sites of a company with their zones.
class Sites {
 public:
  [[nodiscard]] static Result<Sites> of(core::Transaction& transaction, core::CompanyId company);

  [[nodiscard]] const core::Site& site(core::SiteId id) const { return known_.at(id).site; }

  [[nodiscard]] const TimeZone& zone(core::SiteId id) const { return known_.at(id).zone; }

  [[nodiscard]] core::SiteZones zones() const;
  [[nodiscard]] PersonView person(const core::Employee& employee) const;
  // What every zone's window of these dates spans together.
  [[nodiscard]] core::Window window(LocalDate first, LocalDate last, const core::Policy& policy) const;
  // From yesterday to today, wherever the site is.
  [[nodiscard]] core::Window window_now(Instant now, const core::Policy& policy) const;

 private:
  struct Known {
    core::Site site;
    TimeZone zone;
  };

  std::map<core::SiteId, Known> known_;
};

}  // namespace attendsense::service
