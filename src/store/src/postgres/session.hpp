#pragma once

#include <chrono>
#include <memory>

#include "attendsense/core/ports/store.hpp"
#include "postgres/connection.hpp"
#include "postgres/heartbeat.hpp"
#include "postgres/tables.hpp"
#include "tables/table_set.hpp"

namespace attendsense::store::postgres {

// A connection, made when it is needed, and the tables over it: what one transaction at a time runs in.
class Session {
 public:
  // `key` and `heartbeat`, which is the same server's, must outlive the session.
  Session(Conninfo conninfo, const crypto::SealingKey& key, Heartbeat& heartbeat);

  enum class Mode { read, write };

  // Begins, runs `work`, commits when it succeeds, else rolls back; also when it throws. After a conflict with another
  // transaction the whole runs again, until `patience` is over.
  [[nodiscard]] Result<void> run(Mode mode, const core::Store::Work& work, std::chrono::milliseconds patience);

  [[nodiscard]] Connection& connection() { return connection_; }

 private:
  void open();
  void begin(Mode mode);
  [[nodiscard]] Result<void> run_once(Mode mode, const core::Store::Work& work);

  const Heartbeat& heartbeat_;
  Connection connection_;
  TableSet tables_;
};

}  // namespace attendsense::store::postgres
