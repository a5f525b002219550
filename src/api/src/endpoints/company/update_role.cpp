#include "attendsense/service/company/update_role.hpp"

#include "conditional.hpp"
#include "endpoints/company/endpoints.hpp"
#include "permission_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::update_role;

Result<http::Response> update_role(Call& call) {
  const auto id = call.id<core::RoleId>("role_id");
  if (!id) return fail(id.error());
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.role = *id;
  input.name = root.optional_text("name");
  input.permissions = read_permissions(root, "permissions");
  input.precondition = precondition_of<core::Role>(call, to_json);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto role = use_case::run(call.ports(), input, call.now);
  if (!role) return fail(role.error());
  return tagged_json_response(200, to_json(*role));
}

}  // namespace attendsense::api::endpoints
