#include "attendsense/service/periods/read_sheet.hpp"

#include "periods/find_period.hpp"

namespace attendsense::service::read_sheet {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  const bool own = input.actor.employee == input.employee && input.actor.may(core::Permission::view_own);
  Result<void> allowed = own ? Result<void>{} : require_periods(input.actor);
  if (!allowed) return fail(std::move(allowed));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const auto period = period_of(transaction, input.actor.company, input.period);
    if (!period) return fail(period.error());
    auto sheet = transaction.periods().find_sheet(input.period, input.employee);
    if (!sheet) return fail(std::move(sheet));
    if (*sheet && !(**sheet).figures.empty()) return std::move(**sheet);
    return fail(Failure::not_found, "sheet_unknown",
                "The period has no sheet of employee " + input.employee.to_string(),
                "Look at who was at the period's site when it was closed");
  });
}

}  // namespace attendsense::service::read_sheet
