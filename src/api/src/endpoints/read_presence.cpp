#include "attendsense/service/presence.hpp"
#include "endpoints/endpoints.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_presence(Call& call) {
  const auto presence = service::presence::run(call.ports(), {call.principal}, call.now);
  if (!presence) return fail(presence.error());
  boost::json::array items;
  for (const auto& item : presence->items) {
    items.push_back(
        {{"employee", to_json(item.person)}, {"presence", to_string(item.presence)}, {"since", to_json(item.since)}});
  }
  return json_response(
      200,
      {{"at", to_rfc3339(presence->at)},
       {"counts", {{"absent", presence->absent}, {"present", presence->present}, {"in_office", presence->in_office}}},
       {"items", std::move(items)}});
}

}  // namespace attendsense::api::endpoints
