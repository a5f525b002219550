// The imports of CSV files: the body is the file.

#include "attendsense/service/imports/import_assignments.hpp"
#include "attendsense/service/imports/import_employees.hpp"
#include "attendsense/service/imports/import_punches.hpp"
#include "attendsense/service/imports/import_schedules.hpp"
#include "endpoints/imports/endpoints.hpp"
#include "imports_json.hpp"
#include "json_input.hpp"
#include "query_input.hpp"

namespace attendsense::api::endpoints {
namespace {

template <class Input>
Result<http::Response> import_csv(Call& call,
                                  Result<service::ImportReport> (*run)(core::Store&, const Input&, Instant)) {
  if (media_type(call.request) != "text/csv") {
    return fail(Failure::unsupported, "content_type_unsupported", "The body is not called text/csv",
                "Send Content-Type: text/csv");
  }
  ParameterReader query = ParameterReader::of_query(call);
  const bool preview = query.flag("preview").value_or(false);
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const Input input{call.principal, service::import_file(as_text(call.request.body)), preview};
  const auto report = run(call.ports().store, input, call.now);
  if (!report) return fail(report.error());
  return json_response(200, to_json(*report));
}

}  // namespace

Result<http::Response> import_employees(Call& call) {
  return import_csv<service::import_employees::Input>(call, service::import_employees::run);
}

Result<http::Response> import_schedules(Call& call) {
  return import_csv<service::import_schedules::Input>(call, service::import_schedules::run);
}

Result<http::Response> import_assignments(Call& call) {
  return import_csv<service::import_assignments::Input>(call, service::import_assignments::run);
}

Result<http::Response> import_punches(Call& call) {
  return import_csv<service::import_punches::Input>(call, service::import_punches::run);
}

}  // namespace attendsense::api::endpoints
