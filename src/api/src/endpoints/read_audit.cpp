#include "attendsense/service/read_audit.hpp"

#include "endpoints/endpoints.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace {

std::optional<bool> parse_order(std::string_view text) {
  if (text == "newest") return true;
  return text == "oldest" ? std::optional(false) : std::nullopt;
}

}  // namespace

Result<http::Response> read_audit(Call& call) {
  ParameterReader query = ParameterReader::of_query(call);
  service::read_audit::Input input;
  input.actor = call.principal;
  input.filter.action = query.text("action").value_or("");
  input.filter.actor = query.text("actor").value_or("");
  input.filter.subject = query.text("subject").value_or("");
  input.filter.from = query.time("from");
  input.filter.to = query.time("to");
  const auto order = query.choice("order", parse_order, "oldest or newest");
  input.filter.newest_first = order.value_or(false);
  input.after = query.text("after").value_or("");
  input.limit = query.limit();
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto page = service::read_audit::run(call.ports(), input, call.now);
  if (!page) return fail(page.error());
  return json_response(200, page_to_json(*page));
}

}  // namespace attendsense::api::endpoints
