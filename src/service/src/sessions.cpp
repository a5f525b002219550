#include "sessions.hpp"

#include "attendsense/crypto/token.hpp"
#include "attendsense/service/sign_in.hpp"
#include "lookup.hpp"

namespace attendsense::service {
namespace {

core::Token token_of(const core::Employee& employee, core::TokenId family, core::TokenKind kind, const Secret& secret,
                     std::chrono::seconds life, Instant now) {
  core::Token token;
  token.id = core::TokenId::make(now);
  token.kind = kind;
  token.company = employee.company;
  token.employee = employee.id;
  token.family = family;
  token.hash = crypto::token_hash(secret);
  token.expires_at = now + life;
  token.created_at = now;
  return token;
}

Result<Session> add_tokens(core::Transaction& transaction, const core::Employee& employee, core::TokenId family,
                           Instant now) {
  using core::TokenKind;
  Result<EmployeeView> view = view_of(transaction, employee);
  if (!view) return fail(std::move(view));
  Session session{crypto::make_token(crypto::kAccessTokenPrefix), crypto::make_token(crypto::kRefreshTokenPrefix),
                  sign_in::kAccessTokenLife, std::move(*view)};
  for (const core::Token& token :
       {token_of(employee, family, TokenKind::access, session.access_token, sign_in::kAccessTokenLife, now),
        token_of(employee, family, TokenKind::refresh, session.refresh_token, sign_in::kRefreshTokenLife, now)}) {
    if (Result<void> added = transaction.tokens().add(token); !added) return fail(std::move(added));
  }
  return session;
}

}  // namespace

Result<Session> begin_session(core::Transaction& transaction, const core::Employee& employee, core::TokenId family,
                              const Origin& origin, Instant now) {
  const core::AccountSession session{
      family, employee.company, employee.id, origin.client, origin.address, now, now, now + sign_in::kRefreshTokenLife};
  if (Result<void> added = transaction.tokens().add_session(session); !added) return fail(std::move(added));
  return add_tokens(transaction, employee, family, now);
}

Result<Session> renew_session(core::Transaction& transaction, const core::Employee& employee, core::TokenId family,
                              const std::string& address, Instant now) {
  Result<void> used = transaction.tokens().use_session(family, address, now, now + sign_in::kRefreshTokenLife);
  if (!used) return fail(std::move(used));
  return add_tokens(transaction, employee, family, now);
}

}  // namespace attendsense::service
