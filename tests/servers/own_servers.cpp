#include "testing/own_servers.hpp"

#include <cstdlib>
#include <stdexcept>

#include "testing/checkout.hpp"

namespace attendsense::testing {

OwnServers::OwnServers(std::string names, Care care) : names_(std::move(names)), care_(care) {
  // Each server runs under an account of its own and has to get in.
  std::filesystem::permissions(folder_.path(), std::filesystem::perms{0755});
  start();
}

OwnServers::~OwnServers() {
  try {
    run("stop");
  } catch (const std::exception&) {
    // They were killed and are gone already.
  }
}

void OwnServers::start() {
  run((care_ == Care::hasty ? "start --fast --only " : "start --only ") + names_);
  servers_ = read_servers(description());
}

void OwnServers::run(const std::string& what) const {
  const std::string command =
      (checkout() / "scripts/stack/servers.py").string() + " " + what + " --folder " + folder_.path().string();
  // The words are the tests' own.
  if (std::system((command + " >/dev/null").c_str()) != 0)  // NOLINT(concurrency-mt-unsafe,cert-env33-c)
    throw std::runtime_error("failed: " + command);
}

}  // namespace attendsense::testing
