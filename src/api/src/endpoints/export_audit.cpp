#include <boost/json/serialize.hpp>

#include "attendsense/service/read_audit.hpp"
#include "downloads.hpp"
#include "endpoints/endpoints.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::read_audit;

namespace {

constexpr int kEntriesAtOnce = 100;

std::string as_lines(const std::vector<core::AuditEntry>& entries) {
  std::string lines;
  for (const core::AuditEntry& entry : entries) lines += boost::json::serialize(to_json(entry)) + "\n";
  return lines;
}

// Reads on where the last page ended. Nothing is lost between pages: the audit only grows.
class Pages {
 public:
  Pages(service::Ports& ports, const Clock& clock, use_case::Input input, use_case::Output first)
      : ports_(&ports), clock_(&clock), input_(std::move(input)), page_(std::move(first)) {}

  Result<std::optional<std::string>> operator()() {
    if (!page_) {
      if (input_.after.empty()) return std::nullopt;
      auto next = use_case::run(*ports_, input_, clock_->now());
      if (!next) return fail(std::move(next));
      page_ = std::move(*next);
    }
    const use_case::Output page = *std::exchange(page_, std::nullopt);
    input_.after = page.next.value_or("");
    if (page.items.empty()) return std::nullopt;
    return as_lines(page.items);
  }

 private:
  service::Ports* ports_;
  const Clock* clock_;
  use_case::Input input_;
  std::optional<use_case::Output> page_;  // read and not yet told
};

}  // namespace

Result<http::Response> export_audit(Call& call) {
  use_case::Input input{.actor = call.principal, .limit = kEntriesAtOnce};
  auto first = use_case::run(call.ports(), input, call.now);
  if (!first) return fail(std::move(first));
  return download_response(call, {"application/x-ndjson", "audit.ndjson",
                                  Pages(call.ports(), call.dependencies.clock, std::move(input), std::move(*first))});
}

}  // namespace attendsense::api::endpoints
