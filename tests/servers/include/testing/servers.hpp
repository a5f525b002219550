#pragma once

// The real servers that the ctest fixture `servers` starts (scripts/stack/servers.py), for tests declared with
// attendsense_test(... SERVERS ...). By hand: `scripts/stack/servers.py start --folder FOLDER`, then set
// ATTENDSENSE_TEST_SERVERS to FOLDER/servers.json.

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace attendsense::testing {

struct Login {
  std::string user;
  std::string password;
};

struct PostgresServer {
  std::string host;
  std::uint16_t port = 0;
  int pid = 0;
  std::string database;  // "attendsense", empty until somebody migrates it; tests make databases of their own
  Login superuser;
  Login owner;
  Login api;
  Login worker;
};

struct RabbitMqServer {
  std::string host;
  std::uint16_t port = 0;
  int pid = 0;
  std::string vhost;
  Login publisher;
  Login consumer;
  Login queue_operator;
  Login administrator;  // declares what tests need; names like attendsense-x7 and attendsense-x7.dead are open to the
                        // others
};

struct MosquittoServer {
  std::string host;
  std::uint16_t port = 0;
  int pid = 0;  // SIGHUP: reads both files again
  Login relay;
  Login administrator;  // may read and write every topic
  std::filesystem::path password_file;
  std::filesystem::path acl_file;
};

struct TestServers {
  std::filesystem::path ca;  // PEM; every server's certificate is for localhost and 127.0.0.1
  std::optional<PostgresServer> postgres;
  std::optional<RabbitMqServer> rabbitmq;
  std::optional<MosquittoServer> mosquitto;
};

// Why a test without them is skipped. Under ctest none is.
inline constexpr std::string_view kStartTheServers =
    "SKIPPED: start the servers: scripts/stack/servers.py start --folder FOLDER, and set "
    "ATTENDSENSE_TEST_SERVERS=FOLDER/servers.json; ctest does both";

// Those that a servers.json describes. Throws where the file is damaged.
[[nodiscard]] TestServers read_servers(const std::filesystem::path& path);

// Those of this run; nullopt without ATTENDSENSE_TEST_SERVERS. Throws, which fails the test, where the file it names is
// damaged.
[[nodiscard]] std::optional<TestServers> test_servers();

}  // namespace attendsense::testing

// First line of a test that needs one of them: ATTENDSENSE_NEEDS_SERVER(postgres);
#define ATTENDSENSE_NEEDS_SERVER(name)                                                           \
  if (const auto running = ::attendsense::testing::test_servers(); !running || !running->name) { \
    GTEST_SKIP() << ::attendsense::testing::kStartTheServers;                                    \
  }
