#pragma once

#include <boost/json/object.hpp>

#include "attendsense/service/imports/import_report.hpp"

namespace attendsense::api {

[[nodiscard]] boost::json::object to_json(const service::ImportReport& report);

}  // namespace attendsense::api
