#include "postgres/own_server.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "testing/checkout.hpp"

namespace attendsense::store::testing {
namespace {

constexpr const char* kVariable = "ATTENDSENSE_TEST_SERVERS";

attendsense::testing::PostgresServer server() {
  return attendsense::testing::test_servers().value().postgres.value();
}

// A session of a server that was killed may live for a moment longer. One that is dead and only waits for its parent to
// notice works nowhere any more.
bool anybody_works_in(const std::filesystem::path& folder) {
  for (const auto& process : std::filesystem::directory_iterator("/proc")) {
    std::error_code gone;
    if (std::filesystem::read_symlink(process.path() / "cwd", gone) == folder) return true;
  }
  return false;
}

}  // namespace

OwnServer::OwnServer(Care care) : care_(care) {
  const char* before = std::getenv(kVariable);  // NOLINT(concurrency-mt-unsafe): before any thread
  environment_before_ = before == nullptr ? "" : before;
  std::filesystem::permissions(folder_.path(), std::filesystem::perms{0755});
  start();
  const std::string described = folder_.path() / "servers" / "servers.json";
  ::setenv(kVariable, described.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
}

OwnServer::~OwnServer() {
  ::setenv(kVariable, environment_before_.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
  try {
    run("stop");
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
  }
}

// NOLINTNEXTLINE(concurrency-mt-unsafe): the command is ours
void OwnServer::run(const std::string& command) const {
  const std::string line = fmt::format("{}/scripts/stack/servers.py {} --folder {}/servers >{}/output 2>&1",
                                       checkout().string(), command, folder_.path().string(), folder_.path().string());
  if (std::system(line.c_str()) != 0) throw std::runtime_error("failed: " + line);  // NOLINT
}

void OwnServer::start() const {
  run(care_ == Care::hasty ? "start --only postgres --fast" : "start --only postgres");
}

void OwnServer::kill() const {
  const std::filesystem::path data = folder_.path() / "servers" / "postgres" / "data";
  ::kill(server().pid, SIGKILL);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (anybody_works_in(data)) {
    if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("the server cannot be killed");
  }
  // PostgreSQL takes a dead process that nobody has waited for as one that runs.
  std::filesystem::remove(data / "postmaster.pid");
}

std::filesystem::path OwnServer::take_another_certificate() const {
  const auto tls = folder_.path() / "servers" / "postgres" / "tls";
  const auto certificate = folder_.path() / "another.pem";
  const auto key = folder_.path() / "another.key";
  const std::string made = fmt::format(
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=elsewhere.example"
      " -addext subjectAltName=DNS:elsewhere.example -keyout {} -out {} 2>/dev/null",
      key.string(), certificate.string());
  if (std::system(made.c_str()) != 0) throw std::runtime_error("openssl failed");  // NOLINT
  // In place, so that owner and mode stay what the server wants.
  for (const auto& entry : std::filesystem::directory_iterator(tls)) {
    const bool is_key = entry.path().string().find("key") != std::string::npos;
    std::ofstream(entry.path(), std::ios::trunc) << std::ifstream(is_key ? key : certificate).rdbuf();
  }
  ::kill(server().pid, SIGHUP);
  return certificate;
}

}  // namespace attendsense::store::testing
