#pragma once

#include <boost/json/object.hpp>

#include "attendsense/service/reports/read_report.hpp"

namespace attendsense::api {

// The contract's schemas DaysReport, PeopleReport ...: made of the report's columns.
[[nodiscard]] boost::json::object to_json(const service::reports::Query& query,
                                          const service::read_report::Output& page);

}  // namespace attendsense::api
