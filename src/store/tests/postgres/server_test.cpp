// What becomes of the store when its server goes, and what it will not connect to.

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "failed.hpp"
#include "postgres/own_server.hpp"
#include "postgres/postgres_database.hpp"

namespace attendsense::store::testing {

using namespace core;
using namespace std::chrono_literals;

namespace {

// Sighting, punch, audit entry and event in one transaction, as a capture makes them.
Result<void> book(Transaction& t, const Office& office, std::int64_t number) {
  const Sighting seen = office.sighting(at(number));
  Punch punch = office.punch(office.ada.id, Direction::in, at(number));
  punch.sighting = seen.id;
  if (Result<void> added = t.sightings().add(seen); !added) return added;
  if (Result<void> added = t.punches().add(punch); !added) return added;
  if (auto noted = t.audit().append(office.audit("punch.book")); !noted) return fail(std::move(noted));
  if (auto told = t.outbox().add(office.event(std::to_string(number))); !told) return fail(std::move(told));
  return {};
}

// All tables agree on how many bookings there are. Returns that number.
std::int64_t count_bookings(Store& store, const Office& office) {
  std::int64_t count = -1;
  must(store.read([&](Transaction& t) -> Result<void> {
    const Page everything{"", 1'000'000};
    count = std::ssize(must(t.outbox().after(0, everything.limit)));
    EXPECT_EQ(std::ssize(must(t.sightings().list(office.company.id, {}, everything))), count);
    EXPECT_EQ(std::ssize(must(t.punches().list(office.company.id, {}, everything))), count);
    EXPECT_EQ(must(t.audit().verify(office.company.id)), count);
    return {};
  }));
  return count;
}

template <class Function>
void wait_until_it_works(Function&& function) {
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  for (Result<void> done = function(); !done; done = function()) {
    if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error(done.error().text());
  }
}

}  // namespace

TEST(PostgresServer, a_killed_server_loses_nothing_and_is_found_again_without_reopening) {
  ATTENDSENSE_NEEDS_SERVER(postgres);
  OwnServer server(OwnServer::Care::durable);
  const PostgresDatabase database;
  const auto store = database.open(As::owner);
  const Office office = Office::make();
  must(store->write([&](auto& t) { return add(t, office); }));
  std::int64_t stored = 0;
  for (int round = 0; round < 2; ++round) {
    std::atomic<std::int64_t> acknowledged = stored;
    std::jthread writer([&](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        if (!store->write([&](auto& t) { return book(t, office, acknowledged); })) return;
        ++acknowledged;
      }
    });
    while (acknowledged < stored + 20) std::this_thread::yield();
    server.kill();
    writer.join();

    const auto began = std::chrono::steady_clock::now();
    const auto away = store->read([](auto&) -> Result<void> { return {}; });
    EXPECT_TRUE(fails_with(away, Failure::unavailable, "store_away"));
    EXPECT_LT(std::chrono::steady_clock::now() - began, 1s);

    server.start();
    wait_until_it_works([&] { return store->read([](auto&) -> Result<void> { return {}; }); });
    stored = count_bookings(*store, office);
    EXPECT_GE(stored, acknowledged);
    EXPECT_LE(stored, acknowledged + 1) << "one more may have been committed without an answer";
  }
}

TEST(PostgresServer, a_certificate_of_another_authority_or_name_is_refused) {
  ATTENDSENSE_NEEDS_SERVER(postgres);
  const OwnServer server(OwnServer::Care::hasty);
  PostgresOptions options = test_options("attendsense", As::owner);
  (void)connect(options);
  const auto another = server.take_another_certificate();
  const auto refusal = [&]() -> Error {
    const auto opened = migrate_postgres(options);
    return opened ? Error{} : opened.error();
  };
  // The server reads its new certificate a moment after it is told to.
  wait_until_it_works([&]() -> Result<void> {
    if (refusal().code.empty()) return fail(Failure::internal, "still_open", "It still shows the old certificate");
    return {};
  });
  EXPECT_NE(refusal().message.find("certificate"), std::string::npos) << refusal().message;
  EXPECT_EQ(refusal().failure, Failure::unavailable);
  options.ca_file = another;
  EXPECT_NE(refusal().message.find("elsewhere.example"), std::string::npos) << refusal().message;
}

TEST(PostgresServer, plain_connections_are_refused_on_both_sides) {
  ATTENDSENSE_NEEDS_SERVER(postgres);
  PostgresOptions options = test_options("attendsense", As::owner);
  postgres::Conninfo plain = postgres::conninfo_of(options);
  for (auto& [name, value] : plain.keywords) {
    if (name == "sslmode") value = "disable";
  }
  postgres::Connection connection(plain);
  EXPECT_THROW(connection.open(), Failed);

  options.ca_file.clear();
  options.host = "db.example";
  EXPECT_TRUE(fails_with(migrate_postgres(options), Failure::invalid_input, "postgres_tls_missing"));
}

TEST(PostgresServer, a_wrong_password_is_told_without_it) {
  ATTENDSENSE_NEEDS_SERVER(postgres);
  PostgresOptions options = test_options("attendsense", As::api);
  options.password = Secret("not-the-password");
  const auto opened = open_postgres_store(options, crypto::SealingKey::generate());
  EXPECT_TRUE(fails_with(opened, Failure::unavailable, "store_login_refused"));
  EXPECT_EQ(opened.error().text().find("not-the-password"), std::string::npos);
  EXPECT_NE(opened.error().message.find("attendsense_api"), std::string::npos);
  EXPECT_FALSE(opened.error().remedy.empty());
}

TEST(PostgresServer, a_server_that_is_not_there_or_does_not_speak_is_away_in_time) {
  ATTENDSENSE_NEEDS_SERVER(postgres);
  PostgresOptions options = test_options("attendsense", As::api);
  options.connect_timeout = 200ms;
  options.port = 1;
  EXPECT_TRUE(fails_with(migrate_postgres(options), Failure::unavailable, "store_away"));

  // Accepts connections, as a listening socket does by itself, and says nothing.
  const int silent = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  ASSERT_EQ(::bind(silent, reinterpret_cast<const sockaddr*>(&address), length), 0);
  ASSERT_EQ(::listen(silent, 4), 0);
  ASSERT_EQ(::getsockname(silent, reinterpret_cast<sockaddr*>(&address), &length), 0);
  options.port = ntohs(address.sin_port);
  const auto began = std::chrono::steady_clock::now();
  EXPECT_TRUE(fails_with(migrate_postgres(options), Failure::unavailable, "store_away"));
  EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
  ::close(silent);
}

TEST(PostgresServer, a_statement_that_takes_too_long_is_ended) {
  ATTENDSENSE_NEEDS_SERVER(postgres);
  const ServerDatabase database;
  PostgresOptions options = database.options(As::owner);
  options.statement_timeout = 50ms;
  const auto connection = connect(options);
  const auto slept = guarded([&] { connection->run("SELECT pg_sleep(30)"); });
  EXPECT_TRUE(fails_with(slept, Failure::unavailable, "store_busy"));
  EXPECT_TRUE(connection->answers_within(5s)) << "only the statement ended";
}

}  // namespace attendsense::store::testing
