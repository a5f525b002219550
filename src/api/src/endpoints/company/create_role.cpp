#include "attendsense/service/company/create_role.hpp"

#include "conditional.hpp"
#include "endpoints/company/endpoints.hpp"
#include "permission_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::create_role;

Result<http::Response> create_role(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  const use_case::Input input{call.principal, root.text("name"),
                              root.required("permissions", read_permissions(root, "permissions"))};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto role = use_case::run(call.ports(), input, call.now);
  if (!role) return fail(role.error());
  return tagged_json_response(201, to_json(*role));
}

}  // namespace attendsense::api::endpoints
