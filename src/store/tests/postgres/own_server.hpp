#pragma once

#include <signal.h>

#include <filesystem>
#include <string>

#include "testing/own_servers.hpp"

namespace attendsense::store::testing {

// A PostgreSQL server that a test may kill, freeze and disguise. While it lives, it is what test_servers() names.
class OwnServer {
 public:
  using Care = attendsense::testing::OwnServers::Care;
  explicit OwnServer(Care care);
  ~OwnServer();
  OwnServer(const OwnServer&) = delete;
  OwnServer& operator=(const OwnServer&) = delete;

  // kill -9 of the server and all its sessions; returns when they are gone.
  void kill() const;

  // Again, on the same port, with the data that are there.
  void start() { servers_.start(); }

  // All its processes stand still, and no connection is closed: as behind a line that was cut. Returns when they do.
  void freeze() const;
  void thaw() const;

  // Shows the world a certificate for another name, by an authority of its own; `certificate` is that.
  [[nodiscard]] std::filesystem::path take_another_certificate() const;

 private:
  void signal(int number) const { ::kill(servers_.get().postgres->pid, number); }

  [[nodiscard]] std::filesystem::path data() const { return servers_.folder_of("postgres") / "data"; }

  attendsense::testing::OwnServers servers_;
  std::string environment_before_;
};

}  // namespace attendsense::store::testing
