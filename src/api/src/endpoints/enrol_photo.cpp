#include "attendsense/service/enrol_photo.hpp"

#include "endpoints/endpoints.hpp"
#include "json_input.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> enrol_photo(Call& call) {
  const auto id = call.id<core::EmployeeId>("employee_id");
  if (!id) return fail(id.error());
  const std::string type = media_type(call.request);
  if (type != "image/jpeg" && type != "image/png" && type != "image/webp") {
    return fail(Failure::unsupported, "content_type_unsupported", "The body is not called a picture",
                "Send Content-Type: image/jpeg, image/png or image/webp");
  }
  ParameterReader query = ParameterReader::of_query(call);
  const bool vouched = query.flag("is_another_person").value_or(false);
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const service::enrol_photo::Input input{call.principal, *id, std::move(call.request.body),
                                          vouched ? service::AlikeFace::is_another_person : service::AlikeFace::refuse};
  const auto photo = service::enrol_photo::run(call.ports(), input, call.now);
  if (!photo) return fail(photo.error());
  return json_response(201, to_json(*photo));
}

}  // namespace attendsense::api::endpoints
