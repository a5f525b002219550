#include "postgres/connection.hpp"
#include "rows.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

constexpr std::array kStates{std::pair{ReplyState::in_progress, std::string_view("in_progress")},
                             std::pair{ReplyState::finished, std::string_view("finished")},
                             std::pair{ReplyState::unknown, std::string_view("unknown")}};

std::optional<ReplyState> parse_state(std::string_view name) {
  const auto* const found = std::ranges::find(kStates, name, [](const auto& state) { return state.second; });
  return found == kStates.end() ? std::nullopt : std::optional(found->first);
}

// `fingerprint, state, begun_at, status, content_type, sealed_body`, opened.
template <class Row>
ReplyRecord read_reply(Row& row, const ReplyKey& key, const crypto::SealingKey& sealing) {
  ReplyRecord record;
  std::string state;
  BytesView sealed;
  row.into(record.fingerprint, state, record.begun_at, record.reply.status, record.reply.content_type, sealed);
  record.state = expect_known(parse_state(state), "reply.state");
  if (record.state != ReplyState::finished) return record;
  const Result<Bytes> opened = crypto::open(sealing, sealed, reply_seal_context(key));
  if (!opened) {
    throw_failed(Failure::corrupt, "reply_sealed_otherwise",
                 fmt::format("A reply that was kept for {} does not open: {}", key.requester.to_string(),
                             opened.error().message),
                 "Put back the key file or the backup it belongs to, or send the request under another key");
  }
  record.reply.body = Secret(std::string(as_text(*opened)));
  return record;
}

std::int64_t forget_expired(sqlite::Connection& connection, Instant before) {
  return connection.run("DELETE FROM reply WHERE expires_at < $1", before);
}

// By a function of the schema's: the worker that tidies up sees no reply.
std::int64_t forget_expired(postgres::Connection& connection, Instant before) {
  return connection.value<std::int64_t>("SELECT forget_expired_replies($1)", before);
}

template <class Connection>
class ReplyTable final : public Replies {
 public:
  ReplyTable(Connection& connection, const crypto::SealingKey& sealing) : connection_(connection), sealing_(sealing) {}

  Result<std::optional<ReplyRecord>> begin(const ReplyKey& key, const std::string& fingerprint, Instant now,
                                           Instant expires_at) override {
    return guarded([&]() -> std::optional<ReplyRecord> {
      connection_.run("DELETE FROM reply WHERE requester = $1 AND key = $2 AND expires_at <= $3", key.requester,
                      key.key, now);
      const std::int64_t taken = connection_.run(
          "INSERT INTO reply (requester, key, company, fingerprint, state, begun_at, expires_at)"
          " VALUES ($1, $2, $3, $4, 'in_progress', $5, $6) ON CONFLICT (requester, key) DO NOTHING",
          key.requester, key.key, key.company, fingerprint, now, expires_at);
      if (taken > 0) return std::nullopt;
      return connection_.first(
          "SELECT fingerprint, state, begun_at, status, content_type, sealed_body FROM reply"
          " WHERE requester = $1 AND key = $2",
          [&](auto& row) { return read_reply(row, key, sealing_); }, key.requester, key.key);
    });
  }

  Result<void> finish(const ReplyKey& key, const Reply& reply) override {
    return guarded([&] {
      const Bytes sealed = crypto::seal(sealing_, as_bytes(reply.body.reveal()), reply_seal_context(key));
      connection_.run(
          "UPDATE reply SET state = 'finished', status = $3, content_type = $4, sealed_body = $5"
          " WHERE requester = $1 AND key = $2 AND state = 'in_progress'",
          key.requester, key.key, reply.status, reply.content_type, BytesView(sealed));
    });
  }

  Result<void> finish_unknown(const ReplyKey& key) override {
    return guarded([&] {
      connection_.run("UPDATE reply SET state = 'unknown' WHERE requester = $1 AND key = $2 AND state = 'in_progress'",
                      key.requester, key.key);
    });
  }

  Result<void> forget(const ReplyKey& key) override {
    return guarded([&] {
      connection_.run("DELETE FROM reply WHERE requester = $1 AND key = $2 AND state = 'in_progress'", key.requester,
                      key.key);
    });
  }

  Result<std::int64_t> prune(Instant expired_before) override {
    return guarded([&] { return forget_expired(connection_, expired_before); });
  }

 private:
  Connection& connection_;
  const crypto::SealingKey& sealing_;
};

}  // namespace

std::unique_ptr<core::Replies> make_replies(sqlite::Connection& connection, const crypto::SealingKey& key) {
  return std::make_unique<ReplyTable<sqlite::Connection>>(connection, key);
}

std::unique_ptr<core::Replies> make_replies(postgres::Connection& connection, const crypto::SealingKey& key) {
  return std::make_unique<ReplyTable<postgres::Connection>>(connection, key);
}

}  // namespace attendsense::store
