#include "attendsense/api/server.hpp"

#include "attendsense/base/log.hpp"
#include "endpoints/endpoints.hpp"
#include "gateway.hpp"
#include "http/engine.hpp"
#include "worker_pool.hpp"

namespace attendsense::api {
namespace {

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1";
}

http::EngineOptions engine_options(const ServerOptions& options) {
  http::EngineOptions engine;
  engine.address = options.address;
  engine.port = options.port;
  engine.threads = options.io_threads;
  engine.limits.body_bytes = options.body_bytes;
  engine.limits.header_time = options.header_time;
  engine.limits.body_time = options.body_time;
  engine.limits.idle_time = options.idle_time;
  engine.limits.write_time = options.write_time;
  engine.limits.heartbeat = options.heartbeat;
  engine.limits.connections = options.connections;
  if (options.tls) engine.tls = http::TlsFiles{options.tls->certificate_chain, options.tls->private_key};
  return engine;
}

}  // namespace

// In the order of use: the engine hands requests to the gateway, the gateway hands them to the workers.
struct HttpServer::State {
  ServerOptions options;
  ApiDependencies dependencies;
  WorkerPool workers;
  Downloads downloads;
  Gateway gateway;
  std::unique_ptr<http::Engine> engine;
  bool stopped = false;

  State(ServerOptions given, ApiDependencies with, TrustedProxies proxies, WebApp web_app)
      : options(std::move(given)),
        dependencies(std::move(with)),
        workers(options.workers, options.most_waiting),
        downloads(options.downloads),
        gateway(options, dependencies, endpoints::routes(), workers, downloads, std::move(proxies),
                std::move(web_app)) {}
};

Result<std::unique_ptr<HttpServer>> HttpServer::start(ServerOptions options, ApiDependencies dependencies) {
  if (!options.tls && !options.allow_plain_http && !is_loopback(options.address)) {
    return fail(Failure::invalid_input, "plain_http_refused",
                "Plain HTTP on " + options.address + " would show passwords and tokens to the network",
                "Listen on 127.0.0.1 behind a TLS proxy, set api.tls_certificate and api.tls_key, or set "
                "api.allow_plain_http");
  }
  Result<TrustedProxies> proxies = TrustedProxies::parse(options.trusted_proxies);
  if (!proxies) return fail(std::move(proxies));
  Result<WebApp> web_app = WebApp::load(options.web_root);
  if (!web_app) return fail(std::move(web_app));
  auto state =
      std::make_unique<State>(std::move(options), std::move(dependencies), std::move(*proxies), std::move(*web_app));
  auto engine = http::Engine::start(engine_options(state->options), state->gateway);
  if (!engine) return fail(std::move(engine));
  state->engine = std::move(*engine);
  std::unique_ptr<HttpServer> server(new HttpServer(std::move(state)));
  log::info("http_listening", {{"url", server->url()}});
  return server;
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

HttpServer::~HttpServer() {
  stop();
}

std::uint16_t HttpServer::port() const {
  return state_->engine->port();
}

std::string HttpServer::url() const {
  const ServerOptions& options = state_->options;
  const bool v6 = options.address.find(':') != std::string::npos;
  return std::string(options.tls ? "https://" : "http://") + (v6 ? "[" + options.address + "]" : options.address) +
         ":" + std::to_string(port());
}

void HttpServer::stop() {
  if (std::exchange(state_->stopped, true)) return;
  state_->engine->stop(state_->options.grace);
  state_->workers.stop();
  state_->downloads.stop();
}

}  // namespace attendsense::api
