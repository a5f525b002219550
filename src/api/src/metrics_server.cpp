#include "attendsense/api/metrics_server.hpp"

#include "attendsense/base/log.hpp"
#include "http/engine.hpp"
#include "listen_address.hpp"

namespace attendsense::api {
namespace {

http::Response plain(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "text/plain; charset=utf-8");
  response.body = std::move(body);
  return response;
}

// The text is made on the I/O thread: it is the only work that this listener has.
class MetricsHandler final : public http::RequestHandler {
 public:
  explicit MetricsHandler(const metrics::Registry& registry) : registry_(registry) {}

  void handle(http::Request request, http::Respond respond) override { respond(answer(request)); }

  [[nodiscard]] http::Response refuse(const http::ProtocolFault& fault, const http::Peer&) override {
    return plain(fault.status, fault.message + "\n");
  }

 private:
  [[nodiscard]] http::Response answer(const http::Request& request) const {
    if (request.target.substr(0, request.target.find('?')) != "/metrics") return plain(404, "Ask for /metrics\n");
    if (request.method != "GET" && request.method != "HEAD") {
      http::Response refused = plain(405, "GET\n");
      refused.headers.add("Allow", "GET, HEAD");
      return refused;
    }
    http::Response response;
    response.headers.add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    response.headers.add("Cache-Control", "no-store");
    response.body = registry_.text();
    return response;
  }

  const metrics::Registry& registry_;
};

http::EngineOptions engine_options(const MetricsOptions& options) {
  http::EngineOptions engine;
  engine.address = options.address;
  engine.port = options.port;
  engine.limits.body_bytes = 0;
  engine.limits.connections = 32;
  engine.limits.header_time = engine.limits.body_time = std::chrono::seconds{5};
  engine.limits.write_time = std::chrono::seconds{10};
  // Longer than the usual time between two scrapes.
  engine.limits.idle_time = std::chrono::seconds{120};
  return engine;
}

}  // namespace

struct MetricsServer::State {
  MetricsHandler handler;
  std::unique_ptr<http::Engine> engine;
  std::string address;
};

std::vector<config::Key> metrics_config_keys() {
  return {{"metrics.listen", std::string(),
           "Address and port to serve /metrics on, for a process without the API or beside it; empty: nowhere"}};
}

Result<std::optional<MetricsOptions>> metrics_options(const config::Config& config) {
  const std::string& listen = config.text("metrics.listen");
  if (listen.empty()) return std::nullopt;
  Result<ListenAddress> parsed = parse_listen_address("metrics.listen", listen);
  if (!parsed) return fail(std::move(parsed));
  return MetricsOptions{std::move(parsed->address), parsed->port};
}

Result<std::unique_ptr<MetricsServer>> MetricsServer::start(const MetricsOptions& options,
                                                            const metrics::Registry& registry) {
  auto state = std::make_unique<State>(MetricsHandler(registry), nullptr, options.address);
  auto engine = http::Engine::start(engine_options(options), state->handler);
  if (!engine) return fail(std::move(engine));
  state->engine = std::move(*engine);
  std::unique_ptr<MetricsServer> server(new MetricsServer(std::move(state)));
  log::info("metrics_listening", {{"url", server->url()}});
  return server;
}

MetricsServer::MetricsServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

MetricsServer::~MetricsServer() {
  state_->engine->stop(std::chrono::milliseconds{500});
}

std::string MetricsServer::url() const {
  const bool v6 = state_->address.find(':') != std::string::npos;
  return "http://" + (v6 ? "[" + state_->address + "]" : state_->address) + ":" +
         std::to_string(state_->engine->port()) + "/metrics";
}

}  // namespace attendsense::api
