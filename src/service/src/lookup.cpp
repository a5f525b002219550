#include "lookup.hpp"

#include "attendsense/service/input_check.hpp"

namespace attendsense::service {
namespace {

using core::CompanyId;
using core::Transaction;

constexpr int kRowsAtOnce = 2'500;

std::unexpected<Error> missing(std::string_view what, const std::string& id) {
  return fail(Failure::internal, "row_missing",
              "The database refers to a " + std::string(what) + " " + id + " that is not there",
              "Report this with the database's audit");
}

// Every row of a paged list. `fetch` takes a Page; rows have an id.
template <class Row, class Fetch>
Result<std::vector<Row>> all_pages(const Fetch& fetch) {
  std::vector<Row> rows;
  core::Page page{.after = {}, .limit = kRowsAtOnce};
  for (;;) {
    Result<std::vector<Row>> some = fetch(page);
    if (!some) return some;
    std::ranges::move(*some, std::back_inserter(rows));
    if (some->size() < kRowsAtOnce) return rows;
    page.after = rows.back().id.to_string();
  }
}

}  // namespace

Result<core::Company> company_of(Transaction& transaction, CompanyId id) {
  Result<std::optional<core::Company>> found = transaction.companies().find(id);
  if (!found) return fail(std::move(found));
  if (!*found) return missing("company", id.to_string());
  return **found;
}

Result<core::Employee> employee_of(Transaction& transaction, CompanyId company, core::EmployeeId id) {
  return of_company(transaction.employees().find(id), company,
                    {Failure::not_found, "employee_unknown", "There is no employee " + id.to_string(),
                     "List the employees to see their ids"});
}

Result<core::Station> station_of(Transaction& transaction, CompanyId company, core::StationId id) {
  return of_company(transaction.stations().find(id), company,
                    {Failure::not_found, "station_unknown", "There is no station " + id.to_string(),
                     "List the stations to see their ids"});
}

Result<core::Site> site_of(Transaction& transaction, CompanyId company, core::SiteId id) {
  return of_company(transaction.companies().find_site(id), company,
                    {Failure::not_found, "site_unknown", "There is no site " + id.to_string(),
                     "Read the company to see the ids of its sites"});
}

Result<core::Role> role_of(Transaction& transaction, CompanyId company, core::RoleId id) {
  return of_company(transaction.companies().find_role(id), company,
                    {Failure::not_found, "role_unknown", "There is no role " + id.to_string(),
                     "Read the company to see the ids of its roles"});
}

Result<core::Site> site_by_id(Transaction& transaction, core::SiteId id) {
  Result<std::optional<core::Site>> found = transaction.companies().find_site(id);
  if (!found) return fail(std::move(found));
  if (!*found) return missing("site", id.to_string());
  return **found;
}

Result<core::Role> role_by_id(Transaction& transaction, core::RoleId id) {
  Result<std::optional<core::Role>> found = transaction.companies().find_role(id);
  if (!found) return fail(std::move(found));
  if (!*found) return missing("role", id.to_string());
  return **found;
}

Result<core::Site> chosen_site(Transaction& transaction, CompanyId company, const std::optional<core::SiteId>& chosen) {
  Result<std::vector<core::Site>> sites = transaction.companies().sites(company);
  if (!sites) return fail(std::move(sites));
  for (const core::Site& site : *sites) {
    if (!chosen || site.id == *chosen) return site;
  }
  return fail(InputCheck().that(false, "site_id", "must be a site of the company").result());
}

Result<core::Role> chosen_role(Transaction& transaction, CompanyId company, const std::string& name_or_id) {
  Result<std::vector<core::Role>> roles = transaction.companies().roles(company);
  if (!roles) return fail(std::move(roles));
  for (const core::Role& role : *roles) {
    if (role.name == name_or_id || role.id.to_string() == name_or_id) return role;
  }
  return fail(InputCheck().that(false, "role", "must be a role of the company, by its name or id").result());
}

Result<void> require_not_above(const Principal& actor, const core::Role& role) {
  if (std::ranges::includes(actor.permissions, role.permissions)) return {};
  return fail(Failure::forbidden, "role_above_own", "The role '" + role.name + "' allows more than yours does",
              "Ask somebody who has that role");
}

Result<void> require_other_administrator(Transaction& transaction, const core::Employee& employee) {
  const auto manages = [&](const core::Employee& who) -> Result<bool> {
    Result<core::Role> role = role_by_id(transaction, who.role);
    if (!role) return fail(std::move(role));
    return role->allows(core::Permission::manage_company);
  };
  Result<std::vector<core::Employee>> active =
      all_employees(transaction, employee.company, {.state = core::EmployeeState::active, .search = {}});
  if (!active) return fail(std::move(active));
  for (const core::Employee& other : *active) {
    if (other.id == employee.id) continue;
    Result<bool> administrator = manages(other);
    if (!administrator) return fail(std::move(administrator));
    if (*administrator) return {};
  }
  return fail(Failure::conflict, "last_administrator", "Nobody else could manage the company",
              "Give another employee the role 'administrator' first");
}

Result<EmployeeView> view_of(Transaction& transaction, const core::Employee& employee) {
  Result<core::Role> role = role_by_id(transaction, employee.role);
  if (!role) return fail(std::move(role));
  Result<core::Site> site = site_by_id(transaction, employee.site);
  if (!site) return fail(std::move(site));
  Result<std::vector<core::Template>> templates = transaction.templates().of_employee(employee.id);
  if (!templates) return fail(std::move(templates));
  EmployeeView view{employee, std::move(*role), std::move(*site), {}};
  for (const core::Template& t : *templates) view.photos.push_back({t.id, t.model, t.quality, t.created_at});
  return view;
}

Result<StationView> view_of(Transaction& transaction, const core::Station& station) {
  Result<core::Site> site = site_by_id(transaction, station.site);
  if (!site) return fail(std::move(site));
  Result<std::vector<core::Camera>> cameras = transaction.stations().cameras(station.id);
  if (!cameras) return fail(std::move(cameras));
  Result<std::optional<core::ToldStationReport>> report = transaction.station_reports().find(station.id);
  if (!report) return fail(std::move(report));
  StationView view{station, std::move(*site), std::move(*cameras), std::move(*report)};
  view.station.key = Secret();
  return view;
}

Result<std::vector<core::Employee>> all_employees(Transaction& transaction, CompanyId company,
                                                  const core::EmployeeFilter& filter) {
  return all_pages<core::Employee>(
      [&](const core::Page& page) { return transaction.employees().list(company, filter, page); });
}

Result<std::vector<core::Punch>> all_punches(Transaction& transaction, CompanyId company,
                                             const core::PunchFilter& filter) {
  return all_pages<core::Punch>(
      [&](const core::Page& page) { return transaction.punches().list(company, filter, page); });
}

Result<std::vector<core::Correction>> all_corrections(Transaction& transaction, CompanyId company,
                                                      const core::CorrectionFilter& filter) {
  return all_pages<core::Correction>(
      [&](const core::Page& page) { return transaction.corrections().list(company, filter, page); });
}

Result<std::vector<core::Leave>> all_leaves(Transaction& transaction, CompanyId company,
                                            const core::LeaveFilter& filter) {
  return all_pages<core::Leave>(
      [&](const core::Page& page) { return transaction.leaves().list(company, filter, page); });
}

Result<Sites> Sites::of(Transaction& transaction, CompanyId company) {
  Result<std::vector<core::Site>> sites = transaction.companies().sites(company);
  if (!sites) return fail(std::move(sites));
  Sites all;
  for (core::Site& site : *sites) {
    Result<TimeZone> zone = TimeZone::find(site.time_zone);
    if (!zone) return fail(std::move(zone));
    const core::SiteId id = site.id;
    all.known_.emplace(id, Known{std::move(site), *zone});
  }
  return all;
}

core::SiteZones Sites::zones() const {
  core::SiteZones zones;
  for (const auto& [id, known] : known_) zones.emplace(id, known.zone);
  return zones;
}

PersonView Sites::person(const core::Employee& employee) const {
  return {employee.id,    full_name(employee), employee.email,
          employee.state, employee.site,       site(employee.site).time_zone};
}

core::Window Sites::window(LocalDate first, LocalDate last, const core::Policy& policy) const {
  core::Window all{Instant::max(), Instant::min()};
  for (const auto& [id, known] : known_) {
    const core::Window one = core::punch_window(first, last, known.zone, policy);
    all = {std::min(all.from, one.from), std::max(all.to, one.to)};
  }
  return all;
}

core::Window Sites::window_now(Instant now, const core::Policy& policy) const {
  const LocalDate today = TimeZone().date_of(now);
  return window(add_days(today, -2), add_days(today, 1), policy);
}

}  // namespace attendsense::service
