#include "roll_call.hpp"

#include "people.hpp"

namespace attendsense::service {
namespace {

using Punches = std::map<core::EmployeeId, std::vector<core::Punch>>;

// The punches of a while as they count.
Result<Punches> read_punches(core::Transaction& transaction, core::CompanyId company, const core::Window& when,
                             std::optional<core::EmployeeId> employee) {
  auto punches = all_punches(transaction, company, {.employee = employee, .from = when.from, .to = when.to});
  if (!punches) return fail(std::move(punches));
  const auto corrections = transaction.corrections().approved_in(company, when.from, when.to, employee);
  if (!corrections) return fail(corrections.error());
  Punches by_person;
  for (const core::Punch& punch : core::effective_punches(*punches, *corrections))
    by_person[punch.employee].push_back(punch);
  return by_person;
}

}  // namespace

Result<RollCall> call_roll(core::Transaction& transaction, const Principal& actor,
                           const std::function<core::Window(const Sites&, const core::Policy&)>& window) {
  Result<std::vector<core::Employee>> people = visible_people(transaction, actor, {});
  if (!people) return fail(std::move(people));
  Result<core::Company> company = company_of(transaction, actor.company);
  if (!company) return fail(std::move(company));
  Result<Sites> sites = Sites::of(transaction, actor.company);
  if (!sites) return fail(std::move(sites));

  const core::Window when = window(*sites, company->policy);
  Result<Punches> punches = read_punches(transaction, actor.company, when,
                                         actor.may(core::Permission::view_all) ? std::nullopt : actor.employee);
  if (!punches) return fail(std::move(punches));
  return RollCall{std::move(company->policy), std::move(*sites), std::move(*people), std::move(*punches)};
}

}  // namespace attendsense::service
