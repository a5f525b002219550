#include "attendsense/service/read_audit.hpp"

#include "lookup.hpp"

namespace attendsense::service {

Result<void> read_audit::check(const Input& input) {
  const bool number =
      input.after.size() <= 18 && std::ranges::all_of(input.after, [](char c) { return c >= '0' && c <= '9'; });
  const core::AuditFilter& filter = input.filter;
  const bool in_order = !filter.from || !filter.to || *filter.from <= *filter.to;
  return InputCheck()
      .page("", input.limit)
      .that(number, "after", "must be the 'next' of an earlier page")
      .that(in_order, "to", "must not be before 'from'")
      .result();
}

Result<read_audit::Output> read_audit::run(Ports& ports, const Input& input, Instant /*now*/) {
  Result<void> allowed = require(input.actor, core::Permission::manage_company);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    Result<std::vector<core::AuditEntry>> entries =
        transaction.audit().list(input.actor.company, input.filter, {input.after, input.limit + 1});
    if (!entries) return fail(std::move(entries));
    Output output;
    if (cut_to_page(*entries, input.limit)) output.next = std::to_string(entries->back().sequence);
    output.items = std::move(*entries);
    return output;
  });
}

Result<verify_audit::Output> verify_audit::run(Ports& ports, const Input& input, Instant /*now*/) {
  Result<void> allowed = require(input.actor, core::Permission::manage_company);
  if (!allowed) return fail(std::move(allowed));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    Result<std::int64_t> entries = transaction.audit().verify(input.actor.company);
    if (!entries) return fail(std::move(entries));
    return Output{*entries};
  });
}

}  // namespace attendsense::service
