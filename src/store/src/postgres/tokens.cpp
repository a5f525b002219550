#include "names.hpp"
#include "postgres/tables.hpp"
#include "rows.hpp"

namespace attendsense::store::postgres {
namespace {

using namespace core;

class PostgresTokens final : public Tokens {
 public:
  explicit PostgresTokens(Connection& connection) : connection_(connection) {}

  Result<void> add(const Token& token) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO token (id, kind, company, employee, station, family, hash, expires_at, revoked_at,"
          " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
          token.id, name_of(token.kind), token.company, token.employee, token.station, token.family, token.hash,
          token.expires_at, token.revoked_at, token.created_at);
    });
  }

  // Also one that is revoked or has expired: the caller judges.
  Result<std::optional<Token>> find_by_hash(const std::string& hash) override {
    return guarded([&] {
      return connection_.first(
          "SELECT id, kind, company, employee, station, family, hash, expires_at, revoked_at,"
          " created_at FROM token WHERE hash = $1",
          read_token<Query>, hash);
    });
  }

  Result<void> revoke(TokenId id, Instant at) override { return revoke_where("id = $1", id, at); }

  Result<void> revoke_family(TokenId family, Instant at) override { return revoke_where("family = $1", family, at); }

  Result<void> revoke_of_employee(EmployeeId employee, Instant at) override {
    return revoke_where("employee = $1", employee, at);
  }

  Result<void> revoke_of_station(StationId station, Instant at) override {
    return revoke_where("station = $1", station, at);
  }

  Result<std::int64_t> prune(Instant expired_before) override {
    return guarded([&] { return connection_.value<std::int64_t>("SELECT forget_expired_tokens($1)", expired_before); });
  }

 private:
  // The first revocation stands: when it was is evidence.
  template <class Id>
  Result<void> revoke_where(const std::string& condition, const Id& id, Instant at) {
    return guarded(
        [&] { connection_.run("UPDATE token SET revoked_at = $2 WHERE revoked_at IS NULL AND " + condition, id, at); });
  }

  Connection& connection_;
};

}  // namespace

std::unique_ptr<Tokens> make_tokens(Connection& connection) {
  return std::make_unique<PostgresTokens>(connection);
}

}  // namespace attendsense::store::postgres
