#include "account/challenges.hpp"

#include "attendsense/crypto/token.hpp"

namespace attendsense::service {
namespace {

constexpr std::chrono::minutes kChallengeLife{10};  // long enough to install an app

std::unexpected<Error> unknown() {
  return fail(Failure::unauthenticated, "challenge_unknown", "This sign-in has expired or is over",
              "Begin again with e-mail address and password");
}

}  // namespace

Result<Challenge> open_challenge(core::Transaction& transaction, const core::Employee& employee, bool enrol,
                                 Instant now) {
  Challenge challenge{crypto::make_token(crypto::kChallengeTokenPrefix), kChallengeLife, enrol};
  core::Token token;
  token.id = core::TokenId::make(now);
  token.kind = core::TokenKind::challenge;
  token.company = employee.company;
  token.employee = employee.id;
  token.family = token.id;
  token.hash = crypto::token_hash(challenge.token);
  token.expires_at = now + kChallengeLife;
  token.created_at = now;
  if (Result<void> added = transaction.tokens().add(token); !added) return fail(std::move(added));
  return challenge;
}

Result<Challenged> challenged(core::Transaction& transaction, const Secret& token, Instant now) {
  if (!crypto::looks_like_token(token.reveal(), crypto::kChallengeTokenPrefix)) return unknown();
  const Result<std::optional<core::Token>> found = transaction.tokens().find_by_hash(crypto::token_hash(token));
  if (!found) return fail(found.error());
  const std::optional<core::Token>& known = *found;
  if (!known || known->kind != core::TokenKind::challenge || known->revoked_at || *known->expires_at <= now) {
    return unknown();
  }
  Result<std::optional<core::Employee>> employee = transaction.employees().find(known->employee.value());
  if (!employee) return fail(std::move(employee));
  if (!*employee || (*employee)->state != core::EmployeeState::active) return unknown();
  return Challenged{known->id, std::move(**employee)};
}

}  // namespace attendsense::service
