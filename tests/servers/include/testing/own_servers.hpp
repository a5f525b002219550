#pragma once

#include <filesystem>
#include <string>

#include "attendsense/base/files.hpp"
#include "testing/servers.hpp"

namespace attendsense::testing {

// Servers of one test's own, which it may kill: those of scripts/stack/servers.py in a temporary folder. They end with
// this. Throws when they do not start.
class OwnServers {
 public:
  // hasty: what is not on the disk yet is lost with the machine, which costs less time.
  enum class Care { hasty, durable };
  // "rabbitmq", "mosquitto,postgres"
  explicit OwnServers(std::string names, Care care = Care::hasty);
  ~OwnServers();
  OwnServers(const OwnServers&) = delete;
  OwnServers& operator=(const OwnServers&) = delete;

  // Again, with the same data, ports and accounts, after they were killed.
  void start();

  [[nodiscard]] const TestServers& get() const { return servers_; }

  // What ATTENDSENSE_TEST_SERVERS may name while they live.
  [[nodiscard]] std::filesystem::path description() const { return folder_.path() / "servers.json"; }

  // Each server's data, keys and log are in the folder of its name.
  [[nodiscard]] std::filesystem::path folder_of(const std::string& name) const { return folder_.path() / name; }

 private:
  void run(const std::string& what) const;

  const std::string names_;
  const Care care_;
  const TemporaryFolder folder_;
  TestServers servers_;
};

}  // namespace attendsense::testing
