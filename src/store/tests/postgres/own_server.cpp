#include "postgres/own_server.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace attendsense::store::testing {
namespace {

using std::filesystem::path;

constexpr const char* kVariable = "ATTENDSENSE_TEST_SERVERS";

// The server and its sessions work in the folder of its data. One that is dead and only waits for its parent to notice
// works nowhere any more.
std::vector<pid_t> who_works_in(const path& folder) {
  std::vector<pid_t> found;
  for (const auto& process : std::filesystem::directory_iterator("/proc")) {
    std::error_code gone;
    if (std::filesystem::read_symlink(process.path() / "cwd", gone) != folder) continue;
    const std::string name = process.path().filename();
    std::from_chars(name.data(), name.data() + name.size(), found.emplace_back());
  }
  return found;
}

bool stands_still(pid_t process) {
  std::string stat;
  std::getline(std::ifstream(fmt::format("/proc/{}/stat", process)), stat);
  return stat.empty() || stat.find(") T ") != std::string::npos;
}

template <class Condition>
void wait_until(Condition&& condition, const char* failure) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error(failure);
  }
}

void stop_and_wait(pid_t process) {
  ::kill(process, SIGSTOP);
  wait_until([&] { return stands_still(process); }, "the server cannot be frozen");
}

}  // namespace

OwnServer::OwnServer(Care care) : servers_("postgres", care) {
  const char* before = std::getenv(kVariable);  // NOLINT(concurrency-mt-unsafe): before any thread
  environment_before_ = before == nullptr ? "" : before;
  ::setenv(kVariable, servers_.description().c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
}

OwnServer::~OwnServer() {
  ::setenv(kVariable, environment_before_.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
  thaw();
}

void OwnServer::kill() const {
  signal(SIGKILL);
  // A session of a server that was killed may live for a moment longer.
  wait_until([&] { return who_works_in(data()).empty(); }, "the server cannot be killed");
  // PostgreSQL takes a dead process that nobody has waited for as one that runs.
  std::filesystem::remove(data() / "postmaster.pid");
}

void OwnServer::freeze() const {
  stop_and_wait(servers_.get().postgres->pid);  // first: it makes no more sessions
  for (const pid_t session : who_works_in(data())) stop_and_wait(session);
}

void OwnServer::thaw() const {
  for (const pid_t process : who_works_in(data())) ::kill(process, SIGCONT);
}

path OwnServer::take_another_certificate() const {
  const path tls = servers_.folder_of("postgres") / "tls";
  const path certificate = servers_.folder_of("another.pem");
  const path key = servers_.folder_of("another.key");
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
  signal(SIGHUP);
  return certificate;
}

}  // namespace attendsense::store::testing
