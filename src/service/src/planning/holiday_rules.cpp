#include "planning/holiday_rules.hpp"

#include "lookup.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service {

core::Holiday make_holiday(const NewHoliday& wanted, core::CompanyId company, Instant now) {
  return {core::HolidayId::make(now), company,     wanted.site, wanted.date,
          trimmed(wanted.name),       wanted.kind, wanted.part};
}

void check_holiday(InputCheck& check, const NewHoliday& wanted) {
  check.that(wanted.date.ok(), "date", "must be a date").name(wanted.name, "name");
}

Result<void> require_known(core::Transaction& transaction, const core::Holiday& holiday) {
  if (!holiday.site) return {};
  Result<core::Site> site = chosen(site_of(transaction, holiday.company, *holiday.site), "site_id");
  return site ? Result<void>() : fail(std::move(site));
}

}  // namespace attendsense::service
