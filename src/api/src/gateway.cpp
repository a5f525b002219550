#include "gateway.hpp"

#include <exception>

#include "attendsense/base/log.hpp"
#include "attendsense/base/uuid.hpp"
#include "attendsense/service/authenticate.hpp"
#include "conditional.hpp"
#include "idempotency.hpp"
#include "problem.hpp"
#include "web_session.hpp"

namespace attendsense::api {
namespace {

using SteadyClock = std::chrono::steady_clock;

// A trusted proxy says for whom it speaks; anybody else is not believed.
Client client_of(const http::Request& request, const TrustedProxies& proxies) {
  Client client{request.peer.address, request.peer.loopback, request.peer.tls};
  std::vector<std::string_view> forwarded;
  for (const auto& [name, value] : request.headers.items()) {
    if (http::equal_without_case(name, "X-Forwarded-For")) forwarded.emplace_back(value);
  }
  // Whoever is forwarded is not on this machine, as far as anybody knows.
  client.local = request.peer.loopback && forwarded.empty() && !request.headers.find("Forwarded");
  if (!proxies.contain(request.peer.address)) return client;
  client.address = proxies.client(request.peer.address, forwarded);
  client.https = client.https || request.headers.find("X-Forwarded-Proto").value_or("") == "https";
  return client;
}

Result<std::string> bearer_token(const http::Request& request) {
  const std::string_view field = request.headers.find("Authorization").value_or("");
  const bool bearer = field.size() > 7 && http::equal_without_case(field.substr(0, 7), "Bearer ");
  const bool once = request.headers.count("Authorization") == 1;
  constexpr std::size_t kLongestToken = 512;
  if (!bearer || !once || field.size() > kLongestToken) {
    return fail(Failure::unauthenticated, "token_missing", "The request carries no bearer token",
                "Send Authorization: Bearer <token>");
  }
  return std::string(field.substr(7));
}

bool changes_nothing(std::string_view method) {
  return method == "GET" || method == "HEAD";
}

// A bearer token, else the cookie of the web app. With a cookie a change is believed only of the web app itself,
// because browsers send cookies whoever made the page.
Result<std::string> token_of(const Call& call) {
  std::optional<std::string> cookie;
  if (call.request.headers.count("Authorization") == 0) cookie = access_cookie(call.request, call.client);
  if (!cookie) return bearer_token(call.request);
  if (!changes_nothing(call.request.method)) {
    if (Result<void> own = require_own_site(call.request); !own) return fail(std::move(own));
  }
  return std::move(*cookie);
}

http::Response options_response(const std::string& allow) {
  http::Response response = empty_response();
  response.headers.add("Allow", allow);
  return response;
}

// A method that the address is not routed for.
http::Response answer_other_method(std::string_view method, const std::string& allow, std::string_view request_id) {
  if (method == "OPTIONS") return options_response(allow);
  http::Response refused = problem(
      {Failure::unsupported, "method_not_allowed", "This address does not know the method", "It knows " + allow}, 405,
      request_id);
  refused.headers.add("Allow", allow);
  return refused;
}

const Error kBusy{Failure::unavailable,   "server_busy", "All workers are busy", "Try again in a moment", {},
                  std::chrono::seconds{1}};

}  // namespace

struct Gateway::Exchange {
  http::Request request;
  http::Respond respond;
  SteadyClock::time_point begun = SteadyClock::now();
  std::string id;
  Client client;
  Target target;
  Routed routed;
  std::optional<RateLimits::Counted> counted;  // of somebody who has signed in
};

Gateway::Gateway(const ServerOptions& options, ApiDependencies& dependencies, std::span<const Route> routes,
                 WorkerPool& workers, Downloads& downloads, TrustedProxies proxies, WebApp web_app)
    : options_(options),
      dependencies_(dependencies),
      router_(routes),
      workers_(workers),
      downloads_(downloads),
      proxies_(std::move(proxies)),
      web_app_(std::move(web_app)),
      metrics_(dependencies.ports.metrics, routes),
      limits_(options.rate_limit, options.capture_rate_limit) {}

void Gateway::handle(http::Request request, http::Respond respond) {
  auto exchange = std::make_shared<Exchange>();
  exchange->id = make_uuid_v7(dependencies_.clock.now()).to_string();
  exchange->client = client_of(request, proxies_);
  exchange->request = std::move(request);
  exchange->respond = std::move(respond);
  route(exchange);
}

void Gateway::route(const std::shared_ptr<Exchange>& exchange) {
  if (exchange->request.target == "*")
    return finish(*exchange, options_response("GET, HEAD, POST, PUT, PATCH, DELETE"));
  Result<Target> target = parse_target(exchange->request.target);
  if (!target) return finish(*exchange, problem(target.error(), exchange->id));
  exchange->target = std::move(*target);
  exchange->routed = router_.find(exchange->request.method, exchange->target);
  const Routed& routed = exchange->routed;
  if (routed.allow.empty()) return finish(*exchange, answer_from_files(*exchange));
  if (routed.route != nullptr) {
    if (routed.route->runs == Runs::at_once) return run(*exchange);
    if (!workers_.submit([this, exchange] { run(*exchange); })) finish(*exchange, problem(kBusy, exchange->id));
    return;
  }
  finish(*exchange, answer_other_method(exchange->request.method, routed.allow, exchange->id));
}

http::Response Gateway::answer_from_files(const Exchange& exchange) const {
  std::optional<http::Response> file = web_app_.answer(exchange.request, exchange.target);
  if (!file) {
    return problem({Failure::not_found, "path_unknown", "There is nothing at this address",
                    "The contract lists the addresses: contracts/openapi.yaml"},
                   exchange.id);
  }
  const std::string& method = exchange.request.method;
  if (method != "GET" && method != "HEAD") return answer_other_method(method, "GET, HEAD, OPTIONS", exchange.id);
  return std::move(*file);
}

void Gateway::run(Exchange& exchange) {
  Result<http::Response> response = answer(exchange);
  if (response) {
    answer_conditionally(exchange.request, *response);
    return finish(exchange, std::move(*response));
  }
  if (status_of(response.error()) >= 500) {
    log::error("request_failed",
               {{"request", exchange.id}, {"code", response.error().code}, {"reason", response.error()}});
  }
  finish(exchange, problem(response.error(), exchange.id));
}

// The one place where what somebody threw becomes an answer.
Result<http::Response> Gateway::answer(Exchange& exchange) {
  try {
    return call_endpoint(exchange);
  } catch (const std::exception& defect) {
    return fail(Failure::internal, "internal", defect.what());
  }
}

Result<http::Response> Gateway::call_endpoint(Exchange& exchange) {
  const Route& route = *exchange.routed.route;
  Call call{exchange.request,
            dependencies_,
            options_,
            downloads_,
            exchange.id,
            std::move(exchange.target.query),
            std::move(exchange.routed.path),
            exchange.client,
            {},
            {},
            dependencies_.clock.now(),
            [&workers = workers_](std::function<void()> job) { return workers.submit(std::move(job)); }};
  if (Result<void> admitted = admit(exchange, call); !admitted) return fail(std::move(admitted));
  return has_idempotency_key(route, call.request) ? answer_once(call, route.endpoint) : route.endpoint(call);
}

// Who asks, and whether not too often. Whoever shows no good token is counted by address, so that nobody tries tokens
// without end.
Result<void> Gateway::admit(Exchange& exchange, Call& call) {
  const Route& route = *exchange.routed.route;
  const bool open = route.access == Access::open;
  Result<void> known = open ? Result<void>() : recognise(call);
  if (!known && known.error().failure != Failure::unauthenticated) return known;
  const bool signed_in = !open && known;
  const Limit limit = route.limit == Limit::captures && !signed_in ? Limit::requests : route.limit;
  const std::string who = signed_in ? call.principal.actor() : "address:" + call.client.address;
  auto counted = limits_.count(limit, who, SteadyClock::now());
  if (signed_in) exchange.counted = counted;
  if (Result<void> within = check(counted); !within) return within;
  return known;
}

Result<void> Gateway::recognise(Call& call) const {
  Result<std::string> token = token_of(call);
  if (!token) return fail(std::move(token));
  auto principal = service::authenticate::run(dependencies_.ports, {Secret(*token)}, call.now);
  if (!principal) return fail(std::move(principal));
  call.principal = std::move(*principal);
  call.token = std::move(*token);
  return {};
}

void Gateway::finish(Exchange& exchange, http::Response response) {
  const auto took = SteadyClock::now() - exchange.begun;
  const Route* route = exchange.routed.route;
  add_common_fields(response, exchange.id, exchange.client.https);
  if (exchange.counted) add_rate_limit_fields(response, *exchange.counted);
  metrics_.count(route, response.status, took);
  log::info("http_request", {{"request", exchange.id},
                             {"method", exchange.request.method},
                             {"route", route == nullptr ? std::string_view("none") : route->pattern},
                             {"status", response.status},
                             {"ms", std::chrono::duration<double, std::milli>(took).count()},
                             {"client", exchange.client.address}});
  std::exchange(exchange.respond, nullptr)(std::move(response));
}

http::Response Gateway::refuse(const http::ProtocolFault& fault, const http::Peer& peer) {
  const std::string id = make_uuid_v7(dependencies_.clock.now()).to_string();
  const Failure failure = fault.status == 503 ? Failure::unavailable : Failure::invalid_input;
  http::Response response = problem({failure, fault.code, fault.message, fault.remedy}, fault.status, id);
  add_common_fields(response, id, peer.tls);
  metrics_.count(nullptr, fault.status, {});
  log::info("http_refused",
            {{"request", id}, {"code", fault.code}, {"status", fault.status}, {"client", peer.address}});
  return response;
}

void Gateway::add_common_fields(http::Response& response, std::string_view request_id, bool https) const {
  response.headers.set("Attendsense-Request-Id", std::string(request_id));
  response.headers.set("Attendsense-Time", to_rfc3339(dependencies_.clock.now()));
  if (!response.headers.find("Cache-Control")) response.headers.add("Cache-Control", "no-store");
  response.headers.set("X-Content-Type-Options", "nosniff");
  if (!response.headers.find("Content-Security-Policy"))
    response.headers.add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  response.headers.set("Referrer-Policy", "no-referrer");
  if (https) response.headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
}

}  // namespace attendsense::api
