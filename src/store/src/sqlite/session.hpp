#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "attendsense/core/ports/store.hpp"
#include "sqlite/connection.hpp"
#include "sqlite/tables.hpp"

namespace attendsense::store::sqlite {

// A connection and the tables over it: what one transaction at a time runs in.
class Session final : public core::Transaction {
 public:
  // `key` must outlive the session.
  Session(const std::filesystem::path& file, Connection::Access access, std::chrono::milliseconds busy_timeout,
          const crypto::SealingKey& key);

  // Begins, runs `work`, commits when it succeeds, else rolls back; also when it throws.
  [[nodiscard]] Result<void> run(const char* begin, const core::Store::Work& work);

  [[nodiscard]] Connection& connection() { return connection_; }

  core::Companies& companies() override { return *companies_; }

  core::Employees& employees() override { return *employees_; }

  core::Templates& templates() override { return *templates_; }

  core::Stations& stations() override { return *stations_; }

  core::Sightings& sightings() override { return *sightings_; }

  core::Punches& punches() override { return *punches_; }

  core::Outbox& outbox() override { return *outbox_; }

  core::Audit& audit() override { return *audit_; }

  core::Tokens& tokens() override { return *tokens_; }

  core::Settings& settings() override { return *settings_; }

 private:
  Connection connection_;
  std::unique_ptr<core::Companies> companies_;
  std::unique_ptr<core::Employees> employees_;
  std::unique_ptr<core::Templates> templates_;
  std::unique_ptr<core::Stations> stations_;
  std::unique_ptr<core::Sightings> sightings_;
  std::unique_ptr<core::Punches> punches_;
  std::unique_ptr<core::Outbox> outbox_;
  std::unique_ptr<core::Audit> audit_;
  std::unique_ptr<core::Tokens> tokens_;
  std::unique_ptr<core::Settings> settings_;
};

}  // namespace attendsense::store::sqlite
