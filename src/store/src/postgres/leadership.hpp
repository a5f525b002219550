#pragma once

#include <memory>
#include <string>

#include "attendsense/base/synchronized.hpp"
#include "attendsense/core/ports/store.hpp"
#include "postgres/connection.hpp"

namespace attendsense::store::postgres {

// Roles as advisory locks of a session: whose connection ends, whose process dies or whose machine is cut off, leads no
// more. Each role that is held has a connection of its own. Safe from any thread.
class Candidacy {
 public:
  explicit Candidacy(Conninfo conninfo);

  // nullptr while somebody else leads. Throws Failed.
  [[nodiscard]] std::unique_ptr<core::Leadership> try_lead(const std::string& role);

 private:
  [[nodiscard]] std::unique_ptr<Connection> take_connection();

  Conninfo conninfo_;
  Synchronized<std::unique_ptr<Connection>> spare_;  // of a candidacy that failed, for the next
};

}  // namespace attendsense::store::postgres
