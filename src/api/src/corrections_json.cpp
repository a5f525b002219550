#include "corrections_json.hpp"

#include "views_json.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;

json::value direction(const std::optional<core::Direction>& given) {
  return given ? json::value(to_string(*given)) : json::value(nullptr);
}

// The punch as it was made.
json::value original(const service::CorrectionView& view) {
  if (!view.original) return nullptr;
  return json::object{{"punch_id", view.original->id.to_string()},
                      {"at", to_rfc3339(view.original->at)},
                      {"direction", to_string(view.original->direction)}};
}

}  // namespace

json::object to_json(const core::CorrectionDecision& decision) {
  return {{"verdict", to_string(decision.verdict)},
          {"by", decision.by},
          {"at", to_rfc3339(decision.at)},
          {"note", decision.note}};
}

json::object to_json(const service::CorrectionView& view) {
  const core::Correction& correction = view.correction;
  return {{"id", correction.id.to_string()},
          {"employee_id", correction.employee.to_string()},
          {"display_name", view.name},
          {"kind", to_string(correction.kind)},
          {"original", original(view)},
          {"direction", direction(correction.direction)},
          {"at", to_json(correction.at)},
          {"site_id", optional_id(correction.site)},
          {"reason", correction.reason},
          {"batch_id", optional_id(correction.batch)},
          {"state", to_string(correction.state)},
          {"requested_by", correction.requested_by},
          {"requested_at", to_rfc3339(correction.requested_at)},
          {"decisions", list_to_json(view.decisions)}};
}

json::object to_json(const service::correct_many::Output& output) {
  json::array items;
  for (const auto& item : output.items) {
    items.push_back({{"employee", to_json(item.person)},
                     {"date", to_string(item.date)},
                     {"lack", to_string(item.lack)},
                     {"at", to_rfc3339(item.at)},
                     {"correction_id", optional_id(item.correction)},
                     {"state", to_string(item.state)}});
  }
  return {{"batch_id", optional_id(output.batch)}, {"items", std::move(items)}};
}

}  // namespace attendsense::api
