#include "paging.hpp"
#include "postgres/tables.hpp"
#include "rows.hpp"

namespace attendsense::store::postgres {
namespace {

using namespace core;

class PostgresOutbox final : public Outbox {
 public:
  explicit PostgresOutbox(Connection& connection) : connection_(connection) {}

  // The schema gives the number, and sees to it that numbers are committed in their order.
  Result<std::int64_t> add(const Event& event) override {
    return guarded([&] {
      return connection_.value<std::int64_t>(
          "INSERT INTO outbox (id, company, site, station, type, body, at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
          " RETURNING sequence",
          event.id, event.company, event.site, event.station, event.type, event.body, event.at);
    });
  }

  Result<std::vector<Event>> after(std::int64_t sequence, int limit) override {
    return guarded([&] {
      return connection_.all(
          "SELECT sequence, id, company, site, station, type, body, at FROM outbox"
          " WHERE sequence > $1 ORDER BY sequence LIMIT $2",
          read_event<Query>, sequence, limit_of(limit));
    });
  }

  // Of every event there ever was, also when the last ones have been forgotten.
  Result<std::int64_t> last_sequence() override {
    return guarded([&] {
      return connection_.value<std::int64_t>(
          "SELECT greatest((SELECT max(sequence) FROM outbox), (SELECT sequence FROM outbox_forgotten))");
    });
  }

  Result<std::int64_t> prune(Instant before) override {
    return guarded([&] { return connection_.run("DELETE FROM outbox WHERE at < $1", before); });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<Outbox> make_outbox(Connection& connection) {
  return std::make_unique<PostgresOutbox>(connection);
}

}  // namespace attendsense::store::postgres
