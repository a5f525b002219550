#include "attendsense/service/authenticate.hpp"
#include "endpoints/endpoints.hpp"
#include "live_feed.hpp"
#include "query_input.hpp"

namespace attendsense::api::endpoints {

namespace {

// Comes back at once and tells where it got to; says when to try again if the server is away.
constexpr std::string_view kGreeting = "retry: 2000\n: listening\n\n";

// With every heartbeat a worker looks whether the token is still good. While the workers are busy, the next one does.
void end_with_token(const Call& call, const std::shared_ptr<http::EventStream>& stream) {
  const std::weak_ptr<http::EventStream> watched = stream;
  auto look = [watched, token = Secret(call.token), &dependencies = call.dependencies] {
    const auto open = watched.lock();
    if (!open || open->closed()) return;
    const auto known = service::authenticate::run(dependencies.ports, {token}, dependencies.clock.now());
    if (!known && known.error().failure == Failure::unauthenticated) open->close();
  };
  stream->on_heartbeat = [look, submit = call.submit] { (void)submit(look); };
}

}  // namespace

Result<http::Response> stream_events(Call& call) {
  ParameterReader fields = ParameterReader::of_headers(call);
  const auto last_id = fields.integer("Last-Event-ID");
  if (auto done = fields.finish(); !done) return fail(std::move(done));
  auto feed = service::EventFeed::open(call.ports(), call.principal);
  if (!feed) return fail(feed.error());
  const auto newest = feed->last_sequence();
  if (!newest) return fail(newest.error());
  // An id that is ahead of everything is of another database: begin with what comes next.
  const std::int64_t after = last_id && *last_id >= 0 ? std::min(*last_id, *newest) : *newest;
  auto stream = std::make_shared<http::EventStream>(call.options.stream_bytes);
  (void)stream->push(kGreeting);
  auto live = LiveFeed::start(std::move(*feed), call.dependencies.bus, stream, after);
  if (!live) return fail(live.error());
  end_with_token(call, stream);
  http::Response response;
  response.headers.add("Content-Type", "text/event-stream");
  response.headers.add("X-Accel-Buffering", "no");  // or nginx would hold events back
  response.stream = std::move(stream);
  response.source = std::move(*live);
  return response;
}

}  // namespace attendsense::api::endpoints
