#include "attendsense/service/periods/verify_period.hpp"

#include <boost/json.hpp>

#include "attendsense/base/sha256.hpp"
#include "periods/find_period.hpp"
#include "periods/sheet_json.hpp"

namespace attendsense::service::verify_period {
namespace {

constexpr int kSheetsAtOnce = 100;

// The hash that the audit noted when the period was closed.
std::optional<std::string> hash_in(const std::optional<core::AuditEntry>& entry) {
  if (!entry) return std::nullopt;
  boost::system::error_code error;
  const boost::json::value details = boost::json::parse(entry->details, error);
  if (error || !details.is_object()) return std::nullopt;
  const boost::json::value* hash = details.get_object().if_contains("hash");
  if (hash == nullptr || !hash->is_string()) return std::nullopt;
  return std::string(hash->get_string());
}

class Verification {
 public:
  Verification(core::Transaction& transaction, core::Period period) : transaction_(transaction) {
    output_.period = std::move(period);
  }

  Result<Output> run() {
    if (Result<void> done = read_sheets(); !done) return fail(std::move(done));
    output_.computed = to_hex(hashes_.finish());
    const core::Period& period = output_.period;
    const auto entry = transaction_.audit().last(period.company, "period.close", period.id.to_string());
    if (!entry) return fail(entry.error());
    output_.audited = hash_in(*entry);
    return std::move(output_);
  }

 private:
  Result<void> read_sheets() {
    for (core::Page page{.after = {}, .limit = kSheetsAtOnce};;) {
      const auto sheets = transaction_.periods().sheets(output_.period.id, page);
      if (!sheets) return fail(sheets.error());
      for (const core::PeriodSheet& sheet : *sheets) add(sheet);
      if (std::ssize(*sheets) < kSheetsAtOnce) return {};
      page.after = sheets->back().employee.to_string();
    }
  }

  void add(const core::PeriodSheet& sheet) {
    ++output_.sheets;
    const bool erased = sheet.figures.empty();
    const std::string hash = erased ? sheet.hash : hash_of(sheet.figures);
    if (erased) ++output_.erased;
    if (hash != sheet.hash && output_.changed.size() < kMostNamed) output_.changed.push_back(sheet.employee);
    hashes_.update(as_bytes(hash));
  }

  core::Transaction& transaction_;
  Sha256 hashes_;
  Output output_;
};

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  Result<void> allowed = require(input.actor, core::Permission::close_periods);
  if (!allowed) return fail(std::move(allowed));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    Result<core::Period> period = period_of(transaction, input.actor.company, input.period);
    if (!period) return fail(std::move(period));
    return Verification(transaction, std::move(*period)).run();
  });
}

}  // namespace attendsense::service::verify_period
