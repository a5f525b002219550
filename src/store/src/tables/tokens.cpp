#include "postgres/connection.hpp"
#include "rows.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

constexpr auto kAsToken = [](auto& row) { return read_token(row); };
constexpr auto kAsSession = [](auto& row) { return read_session(row); };

std::int64_t forget_expired(sqlite::Connection& connection, Instant before) {
  connection.run("DELETE FROM session WHERE expires_at < $1", before);
  return connection.run("DELETE FROM token WHERE expires_at < $1", before);
}

// By a function of the schema's: the worker that tidies up sees no token.
std::int64_t forget_expired(postgres::Connection& connection, Instant before) {
  return connection.value<std::int64_t>("SELECT forget_expired_tokens($1)", before);
}

template <class Connection>
class TokenTable final : public Tokens {
 public:
  explicit TokenTable(Connection& connection) : connection_(connection) {}

  Result<void> add(const Token& token) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO token (id, kind, company, employee, station, family, hash, expires_at, revoked_at,"
          " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
          token.id, to_string(token.kind), token.company, token.employee, token.station, token.family, token.hash,
          token.expires_at, token.revoked_at, token.created_at);
    });
  }

  // Also one that is revoked or has expired: the caller judges.
  Result<std::optional<Token>> find_by_hash(const std::string& hash) override {
    return guarded([&] {
      return connection_.first(
          "SELECT id, kind, company, employee, station, family, hash, expires_at, revoked_at,"
          " created_at FROM token WHERE hash = $1",
          kAsToken, hash);
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

  Result<void> add_session(const AccountSession& session) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO session (id, company, employee, client, address, begun_at, last_used_at, expires_at)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
          session.id, session.company, session.employee, session.client, session.address, session.begun_at,
          session.last_used_at, session.expires_at);
    });
  }

  Result<void> use_session(TokenId id, const std::string& address, Instant at, Instant expires_at) override {
    return guarded([&] {
      connection_.run("UPDATE session SET address = $2, last_used_at = $3, expires_at = $4 WHERE id = $1", id, address,
                      at, expires_at);
    });
  }

  // Whether a session has ended is known of its tokens alone.
  Result<std::vector<AccountSession>> sessions_of(EmployeeId employee, Instant now) override {
    return guarded([&] {
      return connection_.all(
          "SELECT id, company, employee, client, address, begun_at, last_used_at, expires_at FROM session"
          " WHERE employee = $1 AND EXISTS (SELECT 1 FROM token WHERE token.family = session.id"
          " AND token.kind = 'refresh' AND token.revoked_at IS NULL AND token.expires_at > $2)"
          " ORDER BY last_used_at DESC, id DESC",
          kAsSession, employee, now);
    });
  }

  Result<std::int64_t> prune(Instant expired_before) override {
    return guarded([&] { return forget_expired(connection_, expired_before); });
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

std::unique_ptr<core::Tokens> make_tokens(sqlite::Connection& connection) {
  return std::make_unique<TokenTable<sqlite::Connection>>(connection);
}

std::unique_ptr<core::Tokens> make_tokens(postgres::Connection& connection) {
  return std::make_unique<TokenTable<postgres::Connection>>(connection);
}

}  // namespace attendsense::store
