#include "gateway.hpp"

#include <exception>

#include "attendsense/base/log.hpp"
#include "attendsense/base/uuid.hpp"
#include "attendsense/service/authenticate.hpp"
#include "problem.hpp"

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

http::Response options_response(const std::string& allow) {
  http::Response response = empty_response();
  response.headers.add("Allow", allow);
  return response;
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
};

Gateway::Gateway(const ServerOptions& options, ApiDependencies& dependencies, std::span<const Route> routes,
                 WorkerPool& workers, TrustedProxies proxies)
    : options_(options),
      dependencies_(dependencies),
      router_(routes),
      workers_(workers),
      proxies_(std::move(proxies)),
      metrics_(dependencies.ports.metrics, routes) {}

void Gateway::handle(http::Request request, http::Respond respond) {
  auto exchange = std::make_shared<Exchange>();
  exchange->id = make_uuid_v7(dependencies_.clock.now()).to_string();
  exchange->client = client_of(request, proxies_);
  exchange->request = std::move(request);
  exchange->respond = std::move(respond);
  route(exchange);
}

void Gateway::route(const std::shared_ptr<Exchange>& exchange) {
  if (exchange->request.target == "*") return finish(*exchange, options_response("GET, HEAD, POST, PATCH, DELETE"));
  Result<Target> target = parse_target(exchange->request.target);
  if (!target) return finish(*exchange, problem(target.error(), exchange->id));
  exchange->target = std::move(*target);
  exchange->routed = router_.find(exchange->request.method, exchange->target);
  const Routed& routed = exchange->routed;
  if (routed.allow.empty()) {
    return finish(*exchange, problem({Failure::not_found, "path_unknown", "There is nothing at this address",
                                      "The contract lists the addresses: contracts/openapi.yaml"},
                                     exchange->id));
  }
  if (routed.route != nullptr) {
    if (routed.route->runs == Runs::at_once) return run(*exchange);
    if (!workers_.submit([this, exchange] { run(*exchange); })) finish(*exchange, problem(kBusy, exchange->id));
    return;
  }
  if (exchange->request.method == "OPTIONS") return finish(*exchange, options_response(routed.allow));
  http::Response refused = problem(
      {Failure::unsupported, "method_not_allowed", "This address does not know the method", "It knows " + routed.allow},
      405, exchange->id);
  refused.headers.add("Allow", routed.allow);
  finish(*exchange, std::move(refused));
}

void Gateway::run(Exchange& exchange) {
  Result<http::Response> response = answer(exchange);
  if (response) return finish(exchange, std::move(*response));
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
            std::move(exchange.target.query),
            std::move(exchange.routed.path),
            exchange.client,
            {},
            {},
            dependencies_.clock.now(),
            [&workers = workers_](std::function<void()> job) { return workers.submit(std::move(job)); }};
  if (route.access == Access::token) {
    Result<std::string> token = bearer_token(exchange.request);
    if (!token) return fail(std::move(token));
    auto principal = service::authenticate::run(dependencies_.ports, {Secret(*token)}, call.now);
    if (!principal) return fail(std::move(principal));
    call.principal = std::move(*principal);
    call.token = std::move(*token);
  }
  return route.endpoint(call);
}

void Gateway::finish(Exchange& exchange, http::Response response) {
  const auto took = SteadyClock::now() - exchange.begun;
  const Route* route = exchange.routed.route;
  add_common_fields(response, exchange.id, exchange.client.https);
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
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  response.headers.set("Referrer-Policy", "no-referrer");
  if (https) response.headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
}

}  // namespace attendsense::api
