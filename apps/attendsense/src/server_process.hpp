#pragma once

#include <memory>
#include <string>

#include "attendsense/base/config.hpp"
#include "attendsense/base/result.hpp"

namespace attendsense::app {

// What a process does of the server's work.
struct Duties {
  bool answers = true;  // the HTTP interface
  bool works = true;    // takes captures from the queue, relays events
};

// The server, or a part of it, over whatever database, queue and bus the configuration chooses.
class ServerProcess {
 public:
  // Builds every part and begins to serve. Errors name the part that failed and what to do.
  [[nodiscard]] static Result<std::unique_ptr<ServerProcess>> start(const config::Config& config, Duties duties);
  // Stops accepting, finishes what is in flight, gives back what was only just begun.
  virtual ~ServerProcess() = default;

  [[nodiscard]] virtual std::string url() const = 0;  // empty: it does not answer
  // While no company is registered; made anew at each start. The caller shows it to whoever started the server.
  [[nodiscard]] virtual const std::string& setup_code() const = 0;
};

}  // namespace attendsense::app
