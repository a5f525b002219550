#include "attendsense/service/corrections/decide_correction.hpp"

#include <algorithm>
#include <array>

#include "attendsense/service/input_check.hpp"
#include "corrections/correction_rules.hpp"
#include "corrections/decide_one.hpp"
#include "lookup.hpp"
#include "requests.hpp"

namespace attendsense::service::decide_correction {
namespace {

constexpr std::array<std::string_view, 4> kVerdicts{"approve", "refuse", "withdraw", "undo"};

Result<CorrectionView> decide(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::Correction> correction = visible_correction(transaction, input.actor, input.correction);
  if (!correction) return fail(std::move(correction));
  Result<core::Company> company = company_of(transaction, correction->company);
  if (!company) return fail(std::move(company));
  return decide_one(transaction, {input.actor, input.verdict, input.note}, std::move(*correction), company->policy,
                    now);
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  return kVerdicts[static_cast<std::size_t>(verdict)];
}

std::optional<Verdict> parse_verdict(std::string_view text) {
  const auto found = std::ranges::find(kVerdicts, text);
  if (found == kVerdicts.end()) return std::nullopt;
  return static_cast<Verdict>(found - kVerdicts.begin());
}

Result<void> check(const Input& input) {
  return InputCheck().text(input.note, "note", 0, 500).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require_requests(input.actor);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  Result<Output> decided =
      core::write_to(ports.store, [&](core::Transaction& transaction) { return decide(transaction, input, now); });
  if (decided) ports.events_written.ring();
  return decided;
}

}  // namespace attendsense::service::decide_correction
