#include "attendsense/service/account/list_sessions.hpp"

#include <boost/json/array.hpp>

#include "endpoints/account/endpoints.hpp"

namespace attendsense::api::endpoints {
namespace {

boost::json::object to_json(const service::list_sessions::Item& item) {  // AccountSession
  return {{"id", item.session.id.to_string()},
          {"client", item.session.client},
          {"address", item.session.address},
          {"begun_at", to_rfc3339(item.session.begun_at)},
          {"last_used_at", to_rfc3339(item.session.last_used_at)},
          {"expires_at", to_rfc3339(item.session.expires_at)},
          {"current", item.current}};
}

}  // namespace

Result<http::Response> list_sessions(Call& call) {
  const auto items = service::list_sessions::run(call.ports(), {call.principal}, call.now);
  if (!items) return fail(items.error());
  boost::json::array list;
  for (const auto& item : *items) list.push_back(to_json(item));
  return json_response(200, {{"items", std::move(list)}});
}

}  // namespace attendsense::api::endpoints
