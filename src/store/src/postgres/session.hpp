#pragma once

#include <chrono>
#include <memory>

#include "attendsense/core/ports/store.hpp"
#include "postgres/connection.hpp"
#include "postgres/tables.hpp"

namespace attendsense::store::postgres {

// A connection, made when it is needed, and the tables over it: what one transaction at a time runs in.
class Session final : public core::Transaction {
 public:
  // `key` must outlive the session.
  Session(Conninfo conninfo, const crypto::SealingKey& key);

  enum class Mode { read, write };

  // Begins, runs `work`, commits when it succeeds, else rolls back; also when it throws. After a conflict with another
  // transaction the whole runs again, until `patience` is over.
  [[nodiscard]] Result<void> run(Mode mode, const core::Store::Work& work, std::chrono::milliseconds patience);

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
  void begin(Mode mode);
  [[nodiscard]] Result<void> run_once(Mode mode, const core::Store::Work& work);

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

}  // namespace attendsense::store::postgres
