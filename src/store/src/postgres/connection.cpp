#include "postgres/connection.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <charconv>

#include "postgres/translate.hpp"

namespace attendsense::store::postgres {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// What a server says besides (a table that was there already, say) is in its own log.
void ignore_notice(void* /*context*/, const PGresult* /*notice*/) {}

std::string_view field_of(const PGresult* result, int code) {
  const char* field = PQresultErrorField(result, code);
  return field == nullptr ? std::string_view() : std::string_view(field);
}

// libpq's messages are lines; ours are one.
std::string one_line(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  std::string line(text);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

// The arrays that PQconnectStartParams() wants; they point into the conninfo.
struct Keywords {
  std::vector<const char*> names;
  std::vector<const char*> values;

  explicit Keywords(const Conninfo& conninfo) {
    for (const auto& [name, value] : conninfo.keywords) add(name.c_str(), value.c_str());
    add("password", conninfo.password.reveal().c_str());
    add(nullptr, nullptr);
  }

  void add(const char* name, const char* value) {
    names.push_back(name);
    values.push_back(value);
  }
};

// The server's own code for a login is not handed on by libpq: only its words are.
bool speaks_of_a_login(std::string_view message) {
  return message.find("authentication") != std::string_view::npos ||
         message.find("role \"") != std::string_view::npos || message.find("pg_hba.conf") != std::string_view::npos ||
         message.find("permission") != std::string_view::npos;
}

}  // namespace

BytesView Query::raw(int index) const {
  return {reinterpret_cast<const std::uint8_t*>(PQgetvalue(result_.get(), row_, index)),
          static_cast<std::size_t>(PQgetlength(result_.get(), row_, index))};
}

BytesView Query::expect(int index, Oid type) const {
  const BytesView bytes = raw(index);
  // What is null is empty; asking each cell would be felt where there are many.
  if (PQftype(result_.get(), index) != type || (bytes.empty() && is_null(index))) throw_unreadable(index);
  return bytes;
}

void Query::throw_unreadable(int index) const {
  const char* name = PQfname(result_.get(), index);
  throw_corrupt(name == nullptr ? "?" : name);
}

void Query::read(int index, std::int64_t& value) const {
  if (PQftype(result_.get(), index) == kInt4) {
    value = static_cast<std::int32_t>(from_network<std::uint32_t>(expect(index, kInt4)));
  } else {
    value = static_cast<std::int64_t>(from_network<std::uint64_t>(expect(index, kInt8)));
  }
}

void Query::read(int index, bool& value) const {
  value = expect(index, kBool)[0] != 0;
}

void Query::read(int index, float& value) const {
  value = std::bit_cast<float>(from_network<std::uint32_t>(expect(index, kFloat4)));
}

void Query::read(int index, std::string& value) const {
  value = as_text(expect(index, kText));
}

void Query::read(int index, std::string_view& value) const {
  value = as_text(expect(index, kText));
}

void Query::read(int index, BytesView& value) const {
  value = expect(index, kBytea);
}

void Query::read(int index, Bytes& value) const {
  const BytesView view = expect(index, kBytea);
  value.assign(view.begin(), view.end());
}

void Query::read(int index, Uuid& value) const {
  std::ranges::copy(expect(index, kUuid), value.bytes.begin());
}

void Query::read(int index, Instant& value) const {
  value = from_postgres(static_cast<std::int64_t>(from_network<std::uint64_t>(expect(index, kTimestamptz))));
}

void Query::read(int index, std::chrono::microseconds& value) const {
  std::int64_t micros = 0;
  read(index, micros);
  value = std::chrono::microseconds{micros};
}

void Query::read(int index, LocalDate& value) const {
  const auto days = static_cast<std::int32_t>(from_network<std::uint32_t>(expect(index, kDate)));
  const auto date = date_of_days(std::int64_t{days} + kEpochDays);
  if (!date) throw_unreadable(index);
  value = *date;
}

void Connection::open() {
  close();
  const Keywords keywords(conninfo_);
  handle_.reset(PQconnectStartParams(keywords.names.data(), keywords.values.data(), 0));
  if (handle_ == nullptr) throw_lost("there is no memory left");
  const Deadline deadline = Clock::now() + conninfo_.connect_timeout;
  for (auto state = PGRES_POLLING_WRITING; state != PGRES_POLLING_OK;) {
    if (PQstatus(handle()) == CONNECTION_BAD || state == PGRES_POLLING_FAILED) {
      const std::string cause = one_line(PQerrorMessage(handle()));
      close();
      if (speaks_of_a_login(cause)) throw Failed(translate({"28000", cause, "", ""}, conninfo_.where, conninfo_.user));
      throw_lost(cause);
    }
    wait_for(state == PGRES_POLLING_READING ? POLLIN : POLLOUT, deadline);
    state = PQconnectPoll(handle());
  }
  PQsetNoticeReceiver(handle(), ignore_notice, nullptr);
  PQsetnonblocking(handle(), 1);
}

void Connection::close() noexcept {
  handle_.reset();
  prepared_.clear();
}

Connection::Deadline Connection::reply_deadline() const {
  return Clock::now() + conninfo_.reply_timeout;
}

void Connection::wait_for(short events, Deadline deadline) {
  pollfd waited{PQsocket(handle()), events, 0};
  milliseconds in_vain{0};
  for (;;) {
    const auto left = std::max(std::chrono::ceil<milliseconds>(deadline - Clock::now()), milliseconds{0});
    const auto piece = patience_ == nullptr ? left : std::min(left, kBetweenLooks);
    // A thread that is woken too late still finds what has come meanwhile.
    const int ready = ::poll(&waited, 1, static_cast<int>(piece.count()));
    if (ready > 0) return;
    if (ready < 0 && errno == EINTR) continue;
    in_vain += piece;
    if (piece < left && patience_->lasts(in_vain)) continue;
    close();
    throw_lost("it does not answer");
  }
}

void Connection::throw_lost(std::string_view what) {
  throw Failed(translate({"08006", what, "", ""}, conninfo_.where, conninfo_.user));
}

void Connection::expect_sent(int sent) {
  if (sent == 1) return;
  const std::string cause = handle_ == nullptr ? "the connection is closed" : one_line(PQerrorMessage(handle()));
  close();
  throw_lost(cause);
}

ResultHandle Connection::await(Deadline deadline) {
  for (int unsent = PQflush(handle()); unsent != 0; unsent = PQflush(handle())) {
    if (unsent < 0) expect_sent(0);
    wait_for(POLLIN | POLLOUT, deadline);
    expect_sent(PQconsumeInput(handle()));
  }
  while (PQisBusy(handle()) != 0) {
    wait_for(POLLIN, deadline);
    // A server that goes says why first: what has come is read before the loss is noticed.
    if (PQconsumeInput(handle()) != 1 && PQisBusy(handle()) != 0) expect_sent(0);
  }
  return ResultHandle(PQgetResult(handle()));
}

// The last result of what was sent, or the first that is an error.
ResultHandle Connection::collect(Deadline deadline) {
  ResultHandle kept;
  for (;;) {
    ResultHandle next = await(deadline);
    if (next == nullptr) return kept;
    if (kept == nullptr || PQresultStatus(kept.get()) != PGRES_FATAL_ERROR) kept = std::move(next);
  }
}

ResultHandle Connection::receive(Deadline deadline) {
  ResultHandle result = collect(deadline);
  if (PQstatus(handle()) == CONNECTION_BAD) {
    const std::string cause = one_line(PQerrorMessage(handle()));
    close();
    throw_lost(cause);
  }
  if (patience_ != nullptr) patience_->heard();
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
    throw_result(result.get());
  }
  return result;
}

void Connection::throw_result(const PGresult* result) {
  const ServerError error{field_of(result, PG_DIAG_SQLSTATE), field_of(result, PG_DIAG_MESSAGE_PRIMARY),
                          field_of(result, PG_DIAG_CONSTRAINT_NAME), field_of(result, PG_DIAG_TABLE_NAME)};
  conflicted_ = conflicted_ || is_conflict_of_transactions(error.state);
  const Failed failed(translate(error, conninfo_.where, conninfo_.user), std::string(error.constraint));
  // What follows in this transaction only says that it is over: the first failure is the one to tell.
  if (error.state == "25P02" && first_failure_) throw Failed(*first_failure_);
  if (!first_failure_) first_failure_ = failed.error();
  throw failed;
}

std::string Connection::prepare(const std::string& sql, const Parameters& parameters) {
  if (const auto found = prepared_.find(sql); found != prepared_.end()) return found->second;
  const std::string name = fmt::format("s{}", prepared_.size());
  expect_sent(PQsendPrepare(handle(), name.c_str(), sql.c_str(), parameters.count(), parameters.types()));
  (void)receive(reply_deadline());
  prepared_.emplace(sql, name);
  return name;
}

ResultHandle Connection::execute(const std::string& sql, const Parameters& parameters) {
  if (!is_open()) throw_lost("the connection was lost");
  const std::string name = prepare(sql, parameters);
  expect_sent(PQsendQueryPrepared(handle(), name.c_str(), parameters.count(), parameters.values(), parameters.lengths(),
                                  parameters.formats(), 1));
  return receive(reply_deadline());
}

ResultHandle Connection::execute_planned(const std::string& sql, const Parameters& parameters) {
  if (!is_open()) throw_lost("the connection was lost");
  expect_sent(PQsendQueryParams(handle(), sql.c_str(), parameters.count(), parameters.types(), parameters.values(),
                                parameters.lengths(), parameters.formats(), 1));
  return receive(reply_deadline());
}

std::int64_t Connection::changed_rows(const ResultHandle& result) {
  const std::string_view text = PQcmdTuples(result.get());
  std::int64_t rows = 0;
  std::from_chars(text.data(), text.data() + text.size(), rows);
  return rows;
}

void Connection::script(const std::string& sql) {
  if (!is_open()) throw_lost("the connection was lost");
  expect_sent(PQsendQuery(handle(), sql.c_str()));
  (void)receive(reply_deadline());
}

// The format's header: a signature that a text transfer would damage, no flags, no extension. Its end: -1 fields.
void Connection::copy_in(const std::string& sql, BytesView rows) {
  constexpr std::string_view kHeader(
      "PGCOPY\n\377\r\n\0"
      "\0\0\0\0"
      "\0\0\0\0",
      19);
  constexpr std::string_view kEnd("\377\377", 2);
  if (!is_open()) throw_lost("the connection was lost");
  const Deadline deadline = reply_deadline();
  expect_sent(PQsendQuery(handle(), sql.c_str()));
  const ResultHandle ready = await(deadline);
  if (PQresultStatus(ready.get()) != PGRES_COPY_IN) throw_result(ready.get());
  put(as_bytes(kHeader), deadline);
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  for (; !rows.empty(); rows = rows.subspan(std::min(kPiece, rows.size()))) {
    put(rows.first(std::min(kPiece, rows.size())), deadline);
  }
  put(as_bytes(kEnd), deadline);
  while (PQputCopyEnd(handle(), nullptr) == 0) wait_for(POLLOUT, deadline);
  (void)receive(deadline);
}

void Connection::put(BytesView piece, Deadline deadline) {
  for (;;) {
    const int put =
        PQputCopyData(handle(), reinterpret_cast<const char*>(piece.data()), static_cast<int>(piece.size()));
    if (put == 1) return;
    if (put < 0) expect_sent(0);
    wait_for(POLLOUT, deadline);
  }
}

void Connection::begin(const std::string& how) {
  conflicted_ = false;
  first_failure_.reset();
  script(how);
}

void Connection::commit() {
  if (first_failure_) throw Failed(*first_failure_);
  if (!is_open()) throw_lost("the connection was lost");
  try {
    script("COMMIT");
  } catch (const Failed& failed) {
    // An answer came, whatever it was: nothing was committed.
    if (is_open()) throw;
    throw_failed(Failure::in_doubt, "commit_in_doubt",
                 "The connection was lost while a transaction was being committed: " + failed.error().message,
                 "Look whether the change is there before trying again");
  }
}

void Connection::rollback() noexcept {
  if (!is_open()) return;
  try {
    if (PQtransactionStatus(handle()) != PQTRANS_IDLE) script("ROLLBACK");
  } catch (const std::exception&) {
    close();
  }
}

void Connection::ping(milliseconds timeout) {
  if (!is_open()) throw_lost("the connection was lost");
  expect_sent(PQsendQuery(handle(), ""));
  (void)receive(Clock::now() + timeout);
}

bool Connection::answers_within(milliseconds timeout) noexcept {
  if (!is_open()) return false;
  try {
    ping(timeout);
    return true;
  } catch (const std::exception&) {
    close();
    return false;
  }
}

}  // namespace attendsense::store::postgres
