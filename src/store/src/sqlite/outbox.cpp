#include "paging.hpp"
#include "rows.hpp"
#include "sqlite/tables.hpp"

namespace attendsense::store::sqlite {
namespace {

using namespace core;

class SqliteOutbox final : public Outbox {
 public:
  explicit SqliteOutbox(Connection& connection) : connection_(connection) {}

  // One writer at a time: the order of the sequence is the order of commit.
  Result<std::int64_t> add(const Event& event) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO outbox (id, company, site, station, type, body, at)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
          event.id, event.company, event.site, event.station, event.type, event.body, event.at);
      return std::int64_t{sqlite3_last_insert_rowid(connection_.handle())};
    });
  }

  Result<std::vector<Event>> after(std::int64_t sequence, int limit) override {
    return guarded([&] {
      return connection_.all(
          "SELECT sequence, id, company, site, station, type, body, at FROM outbox"
          " WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
          read_event<Query>, sequence, limit_of(limit));
    });
  }

  // Of every event there ever was, also when the last ones have been forgotten.
  Result<std::int64_t> last_sequence() override {
    return guarded(
        [&] { return connection_.value<std::int64_t>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'"); });
  }

  Result<std::int64_t> prune(Instant before) override {
    return guarded([&] { return connection_.run("DELETE FROM outbox WHERE at < ?1", before); });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<Outbox> make_outbox(Connection& connection) {
  return std::make_unique<SqliteOutbox>(connection);
}

}  // namespace attendsense::store::sqlite
