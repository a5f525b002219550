#pragma once

// One file a table, over both engines: the statements are the same, the connections speak alike. Each makes the port of
// its rows over a connection, which must outlive it.

#include <memory>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/crypto/sealing.hpp"

namespace attendsense::store {

namespace sqlite {
class Connection;
}

namespace postgres {
class Connection;
}

[[nodiscard]] std::unique_ptr<core::Companies> make_companies(sqlite::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Companies> make_companies(postgres::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Sightings> make_sightings(sqlite::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Sightings> make_sightings(postgres::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Tokens> make_tokens(sqlite::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Tokens> make_tokens(postgres::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Settings> make_settings(sqlite::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Settings> make_settings(postgres::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Employees> make_employees(sqlite::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Employees> make_employees(postgres::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Punches> make_punches(sqlite::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Punches> make_punches(postgres::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Schedules> make_schedules(sqlite::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Schedules> make_schedules(postgres::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Holidays> make_holidays(sqlite::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Holidays> make_holidays(postgres::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Leaves> make_leaves(sqlite::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Leaves> make_leaves(postgres::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Corrections> make_corrections(sqlite::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Corrections> make_corrections(postgres::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Periods> make_periods(sqlite::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Periods> make_periods(postgres::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Replies> make_replies(sqlite::Connection& connection,
                                                          const crypto::SealingKey& key);
[[nodiscard]] std::unique_ptr<core::Replies> make_replies(postgres::Connection& connection,
                                                          const crypto::SealingKey& key);
[[nodiscard]] std::unique_ptr<core::Reviews> make_reviews(sqlite::Connection& connection,
                                                          const crypto::SealingKey& key);
[[nodiscard]] std::unique_ptr<core::Reviews> make_reviews(postgres::Connection& connection,
                                                          const crypto::SealingKey& key);
[[nodiscard]] std::unique_ptr<core::StationReports> make_station_reports(sqlite::Connection& connection);
[[nodiscard]] std::unique_ptr<core::StationReports> make_station_reports(postgres::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Webhooks> make_webhooks(sqlite::Connection& connection,
                                                            const crypto::SealingKey& key);
[[nodiscard]] std::unique_ptr<core::Webhooks> make_webhooks(postgres::Connection& connection,
                                                            const crypto::SealingKey& key);
[[nodiscard]] std::unique_ptr<core::Incidents> make_incidents(sqlite::Connection& connection);
[[nodiscard]] std::unique_ptr<core::Incidents> make_incidents(postgres::Connection& connection);

[[nodiscard]] std::unique_ptr<core::SecondFactors> make_second_factors(sqlite::Connection& connection,
                                                                       const crypto::SealingKey& key);
[[nodiscard]] std::unique_ptr<core::SecondFactors> make_second_factors(postgres::Connection& connection,
                                                                       const crypto::SealingKey& key);

}  // namespace attendsense::store
