#pragma once

#include <filesystem>
#include <string>

#include "attendsense/base/files.hpp"
#include "testing/servers.hpp"

namespace attendsense::store::testing {

// A PostgreSQL server that a test may kill, with its data on the disk as in earnest. While it lives, it is what
// test_servers() names. Made by the same program, from the same configuration, as the fixture's.
class OwnServer {
 public:
  // hasty: what is not on the disk yet is lost with the server, which then starts in a moment.
  enum class Care { hasty, durable };
  explicit OwnServer(Care care);
  ~OwnServer();
  OwnServer(const OwnServer&) = delete;
  OwnServer& operator=(const OwnServer&) = delete;

  // kill -9 of the server and all its sessions; returns when they are gone.
  void kill() const;
  // Again, on the same port, with the data that are there.
  void start() const;
  // Shows the world a certificate for another name, by an authority of its own; `certificate` is that.
  [[nodiscard]] std::filesystem::path take_another_certificate() const;

 private:
  void run(const std::string& command) const;

  const Care care_;
  TemporaryFolder folder_;
  std::string environment_before_;
};

}  // namespace attendsense::store::testing
