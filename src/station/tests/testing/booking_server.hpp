#pragma once

#include <condition_variable>
#include <mutex>
#include <string>

#include "attendsense/core/ids.hpp"
#include "testing/scripted_server.hpp"

namespace attendsense::station::testing {

// Books whatever it is sent, as Ada Lovelace, and says so on the event stream.
class BookingServer {
 public:
  explicit BookingServer(core::StationId station);

  [[nodiscard]] const ScriptedServer& http() const { return server_; }

 private:
  Answer handle(const Request& request);
  Answer book(const Request& request);
  Answer tell();

  core::StationId station_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::string events_;
  int last_ = 0;
  ScriptedServer server_;  // last: its threads use all of the above
};

}  // namespace attendsense::station::testing
