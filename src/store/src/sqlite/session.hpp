#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "attendsense/core/ports/store.hpp"
#include "sqlite/connection.hpp"
#include "sqlite/tables.hpp"
#include "tables/table_set.hpp"

namespace attendsense::store::sqlite {

// A connection and the tables over it: what one transaction at a time runs in.
class Session {
 public:
  // `key` must outlive the session.
  Session(const std::filesystem::path& file, Connection::Access access, std::chrono::milliseconds busy_timeout,
          const crypto::SealingKey& key);

  // Begins, runs `work`, commits when it succeeds, else rolls back; also when it throws.
  [[nodiscard]] Result<void> run(const char* begin, const core::Store::Work& work);

  [[nodiscard]] Connection& connection() { return connection_; }

 private:
  Connection connection_;
  TableSet tables_;
};

}  // namespace attendsense::store::sqlite
