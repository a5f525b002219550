#include "attendsense/service/periods/list_periods.hpp"

#include <algorithm>

#include "lookup.hpp"
#include "periods/find_period.hpp"

namespace attendsense::service::list_periods {
namespace {

// A company has some dozens a year, so that a page is cut out of all of them.
Result<Output> page(core::Transaction& transaction, const Input& input) {
  auto periods = transaction.periods().all(input.actor.company);
  if (!periods) return fail(std::move(periods));
  std::ranges::reverse(*periods);
  if (!input.after.empty()) {
    const auto last =
        std::ranges::find(*periods, input.after, [](const auto& period) { return period.id.to_string(); });
    if (last == periods->end()) {
      return fail(Failure::invalid_input, "cursor_unknown", "There is no period where `after` points to",
                  "Begin again at the first page");
    }
    periods->erase(periods->begin(), last + 1);
  }
  std::erase_if(*periods, [&](const core::Period& period) {
    return (input.state && period.state != *input.state) || (input.site && period.site && *period.site != *input.site);
  });
  Output output;
  const bool more = cut_to_page(*periods, input.limit);
  output.items = std::move(*periods);
  if (more) output.next = output.items.back().id.to_string();
  return output;
}

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().page(input.after, input.limit).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (Result<void> allowed = require_periods(input.actor); !allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store, [&](core::Transaction& transaction) { return page(transaction, input); });
}

}  // namespace attendsense::service::list_periods
