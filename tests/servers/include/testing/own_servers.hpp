#pragma once

#include <string>

#include "attendsense/base/files.hpp"
#include "testing/servers.hpp"

namespace attendsense::testing {

// Servers of one test's own, which it may kill: those of scripts/stack/servers.py in a temporary folder. They end with
// this. Throws when they do not start.
class OwnServers {
 public:
  // "rabbitmq", "mosquitto,postgres"
  explicit OwnServers(std::string names);
  ~OwnServers();
  OwnServers(const OwnServers&) = delete;
  OwnServers& operator=(const OwnServers&) = delete;

  // Again, with the same data, ports and accounts, after they were killed.
  void start();

  [[nodiscard]] const TestServers& get() const { return servers_; }

 private:
  void run(const std::string& what) const;

  const std::string names_;
  const TemporaryFolder folder_;
  TestServers servers_;
};

}  // namespace attendsense::testing
