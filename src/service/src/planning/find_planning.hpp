#pragma once

// Things of planning by their ids, within one company: what belongs to another is not there.

#include "attendsense/core/ports/store.hpp"

namespace attendsense::service {

// not_found "schedule_unknown", "assignment_unknown", "holiday_unknown", "leave_kind_unknown", "leave_unknown",
// "overtime_grant_unknown".
[[nodiscard]] Result<core::Schedule> schedule_of(core::Transaction& transaction, core::CompanyId company,
                                                 core::ScheduleId id);
[[nodiscard]] Result<core::Assignment> assignment_of(core::Transaction& transaction, core::CompanyId company,
                                                     core::AssignmentId id);
[[nodiscard]] Error assignment_unknown(core::AssignmentId id);
[[nodiscard]] Result<core::Holiday> holiday_of(core::Transaction& transaction, core::CompanyId company,
                                               core::HolidayId id);
[[nodiscard]] Result<core::LeaveKind> leave_kind_of(core::Transaction& transaction, core::CompanyId company,
                                                    core::LeaveKindId id);
[[nodiscard]] Result<core::Leave> leave_of(core::Transaction& transaction, core::CompanyId company, core::LeaveId id);
[[nodiscard]] Error leave_unknown(core::LeaveId id);
[[nodiscard]] Result<core::OvertimeGrant> overtime_grant_of(core::Transaction& transaction, core::CompanyId company,
                                                            core::OvertimeGrantId id);

// The same where a user names it in an input: what is not there is invalid_input with that field.
template <class Thing>
[[nodiscard]] Result<Thing> chosen(Result<Thing> found, const std::string& field) {
  if (found || found.error().failure != Failure::not_found) return found;
  Error error = std::move(found.error());
  error.failure = Failure::invalid_input;
  error.fields = {{field, "must be one of the company's"}};
  return fail(std::move(error));
}

// A page of a list that is read as a whole: at most `limit` items after the one with the id `after`, and what `next`
// is. Items have an id. invalid_input when `after` is none of theirs.
template <class Output, class Item>
[[nodiscard]] Result<Output> page_of(std::vector<Item> items, const std::string& after, int limit) {
  const auto id = [](const Item& item) { return item.id.to_string(); };
  if (!after.empty()) {
    const auto last = std::ranges::find(items, after, id);
    if (last == items.end()) {
      return fail(Failure::invalid_input, "cursor_unknown", "The list has no item " + after + " any more",
                  "Begin with the first page again");
    }
    items.erase(items.begin(), std::next(last));
  }
  Output page;
  const bool more = items.size() > static_cast<std::size_t>(limit);
  if (more) items.erase(items.begin() + limit, items.end());
  if (more) page.next = id(items.back());
  page.items = std::move(items);
  return page;
}

}  // namespace attendsense::service
