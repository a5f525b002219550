#pragma once

#include <memory>

#include "tables/tables.hpp"

namespace attendsense::store {

// The tables over a connection: what work in a transaction sees.
class TableSet final : public core::Transaction {
 public:
  // Both must outlive the set.
  template <class Connection>
  TableSet(Connection& connection, const crypto::SealingKey& key)
      : companies_(make_companies(connection)),
        employees_(make_employees(connection)),
        templates_(make_templates(connection, key)),
        stations_(make_stations(connection, key)),
        sightings_(make_sightings(connection)),
        reviews_(make_reviews(connection, key)),
        station_reports_(make_station_reports(connection)),
        punches_(make_punches(connection)),
        schedules_(make_schedules(connection)),
        holidays_(make_holidays(connection)),
        leaves_(make_leaves(connection)),
        corrections_(make_corrections(connection)),
        periods_(make_periods(connection)),
        outbox_(make_outbox(connection)),
        audit_(make_audit(connection)),
        tokens_(make_tokens(connection)),
        settings_(make_settings(connection)),
        replies_(make_replies(connection, key)),
        webhooks_(make_webhooks(connection, key)),
        incidents_(make_incidents(connection)),
        second_factors_(make_second_factors(connection, key)) {}

  core::Companies& companies() override { return *companies_; }

  core::Employees& employees() override { return *employees_; }

  core::Templates& templates() override { return *templates_; }

  core::Stations& stations() override { return *stations_; }

  core::Sightings& sightings() override { return *sightings_; }

  core::Reviews& reviews() override { return *reviews_; }

  core::StationReports& station_reports() override { return *station_reports_; }

  core::Punches& punches() override { return *punches_; }

  core::Schedules& schedules() override { return *schedules_; }

  core::Holidays& holidays() override { return *holidays_; }

  core::Leaves& leaves() override { return *leaves_; }

  core::Corrections& corrections() override { return *corrections_; }

  core::Periods& periods() override { return *periods_; }

  core::Outbox& outbox() override { return *outbox_; }

  core::Audit& audit() override { return *audit_; }

  core::Tokens& tokens() override { return *tokens_; }

  core::Settings& settings() override { return *settings_; }

  core::Replies& replies() override { return *replies_; }

  core::Webhooks& webhooks() override { return *webhooks_; }

  core::Incidents& incidents() override { return *incidents_; }

  core::SecondFactors& second_factors() override { return *second_factors_; }

 private:
  const std::unique_ptr<core::Companies> companies_;
  const std::unique_ptr<core::Employees> employees_;
  const std::unique_ptr<core::Templates> templates_;
  const std::unique_ptr<core::Stations> stations_;
  const std::unique_ptr<core::Sightings> sightings_;
  const std::unique_ptr<core::Reviews> reviews_;
  const std::unique_ptr<core::StationReports> station_reports_;
  const std::unique_ptr<core::Punches> punches_;
  const std::unique_ptr<core::Schedules> schedules_;
  const std::unique_ptr<core::Holidays> holidays_;
  const std::unique_ptr<core::Leaves> leaves_;
  const std::unique_ptr<core::Corrections> corrections_;
  const std::unique_ptr<core::Periods> periods_;
  const std::unique_ptr<core::Outbox> outbox_;
  const std::unique_ptr<core::Audit> audit_;
  const std::unique_ptr<core::Tokens> tokens_;
  const std::unique_ptr<core::Settings> settings_;
  const std::unique_ptr<core::Replies> replies_;
  const std::unique_ptr<core::Webhooks> webhooks_;
  const std::unique_ptr<core::Incidents> incidents_;
  const std::unique_ptr<core::SecondFactors> second_factors_;
};

}  // namespace attendsense::store
