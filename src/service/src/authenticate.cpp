#include "attendsense/service/authenticate.hpp"

#include "attendsense/crypto/token.hpp"
#include "lookup.hpp"

namespace attendsense::service::authenticate {
namespace {

std::unexpected<Error> invalid() {
  return fail(Failure::unauthenticated, "token_invalid", "The token is not valid",
              "Sign in again, or give the station a new token");
}

Result<Principal> employee_principal(core::Transaction& transaction, const core::Token& token) {
  Result<std::optional<core::Employee>> employee = transaction.employees().find(*token.employee);
  if (!employee) return fail(std::move(employee));
  if (!*employee || (*employee)->state != core::EmployeeState::active) return invalid();
  Result<core::Role> role = role_by_id(transaction, (*employee)->role);
  if (!role) return fail(std::move(role));
  return Principal{token.company, token.employee, std::nullopt, token.family, std::move(role->permissions)};
}

Result<Principal> station_principal(core::Transaction& transaction, const core::Token& token) {
  Result<std::optional<core::Station>> station = transaction.stations().find(*token.station);
  if (!station) return fail(std::move(station));
  if (!*station || (*station)->state != core::StationState::active) return invalid();
  return Principal{token.company, std::nullopt, token.station, {}, {}};
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const std::string& text = input.token.reveal();
  if (!crypto::looks_like_token(text, crypto::kAccessTokenPrefix) &&
      !crypto::looks_like_token(text, crypto::kStationTokenPrefix)) {
    return invalid();
  }
  const std::string hash = crypto::token_hash(input.token);
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Principal> {
    Result<std::optional<core::Token>> found = transaction.tokens().find_by_hash(hash);
    if (!found) return fail(std::move(found));
    const std::optional<core::Token>& token = *found;
    if (!token || token->revoked_at) return invalid();
    if (token->expires_at && *token->expires_at <= now) {
      return fail(Failure::unauthenticated, "token_expired", "The token has expired", "Refresh the session");
    }
    if (token->kind == core::TokenKind::access && token->employee) return employee_principal(transaction, *token);
    if (token->kind == core::TokenKind::station && token->station) return station_principal(transaction, *token);
    return invalid();
  });
}

}  // namespace attendsense::service::authenticate
