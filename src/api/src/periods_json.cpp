#include "periods_json.hpp"

#include "figures_json.hpp"
#include "views_json.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

}  // namespace

json::object to_json(const core::Period& period) {
  return {{"id", period.id.to_string()},
          {"site_id", optional_id(period.site)},
          {"from", to_string(period.from)},
          {"to", to_string(period.to)},
          {"state", to_string(period.state)},
          {"hash", period.hash},
          {"closed_by", period.closed_by},
          {"closed_at", to_rfc3339(period.closed_at)},
          {"reopened_by", text_or_null(period.reopened_by)},
          {"reopened_at", to_json(period.reopened_at)},
          {"reason", text_or_null(period.reason)}};
}

json::object to_json(const service::verify_period::Output& verified) {
  json::array changed;
  for (const core::EmployeeId employee : verified.changed) changed.emplace_back(employee.to_string());
  return {{"period_id", verified.period.id.to_string()},
          {"intact", verified.intact()},
          {"hash", verified.period.hash},
          {"computed_hash", verified.computed},
          {"audited_hash", to_json(verified.audited)},
          {"sheets", verified.sheets},
          {"erased", verified.erased},
          {"changed", std::move(changed)}};
}

void append_json(JsonText& json, const service::period_changes::Item& item) {
  ObjectText object(json);
  object.add("employee", to_json(item.person));
  object.add("date", item.date);
  object.add("before", item.before);
  object.add("after", item.after);
}

}  // namespace attendsense::api
