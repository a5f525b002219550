#pragma once

#include <memory>
#include <string>

#include "attendsense/base/config.hpp"
#include "attendsense/base/result.hpp"

namespace attendsense::app {

// The whole product in one process for one office: API, queue, workers and events over two SQLite files.
class EmbeddedServer {
 public:
  // Builds every part and begins to serve. Errors name the part that failed and what to do.
  [[nodiscard]] static Result<std::unique_ptr<EmbeddedServer>> start(const config::Config& config);
  // Stops accepting, finishes what is in flight, gives back what was only just begun.
  virtual ~EmbeddedServer() = default;

  [[nodiscard]] virtual std::string url() const = 0;
  // While no company is registered; made anew at each start. The caller shows it to whoever started the server.
  [[nodiscard]] virtual const std::string& setup_code() const = 0;
};

}  // namespace attendsense::app
