#pragma once

#include <memory>

#include "attendsense/api/server.hpp"
#include "call.hpp"
#include "downloads.hpp"
#include "http/message.hpp"
#include "rate_limits.hpp"
#include "request_metrics.hpp"
#include "router.hpp"
#include "trusted_proxies.hpp"
#include "web_app.hpp"
#include "worker_pool.hpp"

namespace attendsense::api {

// What happens to every request around its endpoint: an id, the route, the token, a worker, limits, the common header
// fields, one log line, the metrics; and a problem document for whatever goes wrong on the way.
class Gateway final : public http::RequestHandler {
 public:
  // All that is given outlives the gateway.
  Gateway(const ServerOptions& options, ApiDependencies& dependencies, std::span<const Route> routes,
          WorkerPool& workers, Downloads& downloads, TrustedProxies proxies, WebApp web_app);

  void handle(http::Request request, http::Respond respond) override;
  [[nodiscard]] http::Response refuse(const http::ProtocolFault& fault, const http::Peer& peer) override;

 private:
  struct Exchange;  // one request and what is known of it so far

  void route(const std::shared_ptr<Exchange>& exchange);
  // What is no interface: a file of the web app, or nothing.
  [[nodiscard]] http::Response answer_from_files(const Exchange& exchange) const;
  void run(Exchange& exchange);
  [[nodiscard]] Result<http::Response> answer(Exchange& exchange);
  [[nodiscard]] Result<http::Response> call_endpoint(Exchange& exchange);
  [[nodiscard]] Result<void> admit(Exchange& exchange, Call& call);
  [[nodiscard]] Result<void> recognise(Call& call) const;
  void finish(Exchange& exchange, http::Response response);
  void add_common_fields(http::Response& response, std::string_view request_id, bool https) const;

  const ServerOptions& options_;
  ApiDependencies& dependencies_;
  Router router_;
  WorkerPool& workers_;
  Downloads& downloads_;
  const TrustedProxies proxies_;
  const WebApp web_app_;
  RequestMetrics metrics_;
  RateLimits limits_;
};

}  // namespace attendsense::api
