#include "attendsense/service/setup.hpp"

#include "attendsense/crypto/token.hpp"
#include "setup_code.hpp"

namespace attendsense::service {

Result<bool> is_registered(core::Store& store) {
  return core::read_from(store, [](core::Transaction& transaction) -> Result<bool> {
    Result<std::vector<core::Company>> companies = transaction.companies().all();
    if (!companies) return fail(std::move(companies));
    return !companies->empty();
  });
}

Result<std::optional<Secret>> ensure_setup_code(core::Store& store) {
  const Secret code = crypto::make_setup_code();
  bool registered = false;
  Result<void> done = store.write([&](core::Transaction& transaction) -> Result<void> {
    Result<std::vector<core::Company>> companies = transaction.companies().all();
    if (!companies) return fail(std::move(companies));
    registered = !companies->empty();
    if (registered) return transaction.settings().remove(kSetupCodeSetting);
    return transaction.settings().set(kSetupCodeSetting, crypto::token_hash(code));
  });
  if (!done) return fail(std::move(done));
  if (registered) return std::optional<Secret>();
  return std::optional<Secret>(code);
}

}  // namespace attendsense::service
