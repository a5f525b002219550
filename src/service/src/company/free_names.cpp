#include "company/free_names.hpp"

namespace attendsense::service {
namespace {

bool alike(std::string_view one, std::string_view other) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(one, other, {}, lower, lower);
}

template <class Thing>
Result<void> require_free(const Thing& thing, Result<std::vector<Thing>> others, const std::string& what) {
  if (!others) return fail(std::move(others));
  const auto same = [&](const Thing& other) { return other.id != thing.id && alike(other.name, thing.name); };
  if (std::ranges::none_of(*others, same)) return {};
  return fail(Failure::conflict, what + "_name_taken", "The company has a " + what + " of this name already",
              "Choose another name");
}

}  // namespace

Result<void> require_free_name(core::Transaction& transaction, const core::Site& site) {
  return require_free(site, transaction.companies().sites(site.company), "site");
}

Result<void> require_free_name(core::Transaction& transaction, const core::Role& role) {
  return require_free(role, transaction.companies().roles(role.company), "role");
}

}  // namespace attendsense::service
