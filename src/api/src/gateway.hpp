#pragma once

#include <memory>

#include "attendsense/api/server.hpp"
#include "call.hpp"
#include "http/message.hpp"
#include "request_metrics.hpp"
#include "router.hpp"
#include "trusted_proxies.hpp"
#include "worker_pool.hpp"

namespace attendsense::api {

// What happens to every request around its endpoint: an id, the route, the token, a worker, the common header fields,
// one log line, the metrics; and a problem document for whatever goes wrong on the way.
class Gateway final : public http::RequestHandler {
 public:
  // All that is given outlives the gateway.
  Gateway(const ServerOptions& options, ApiDependencies& dependencies, std::span<const Route> routes,
          WorkerPool& workers, TrustedProxies proxies);

  void handle(http::Request request, http::Respond respond) override;
  [[nodiscard]] http::Response refuse(const http::ProtocolFault& fault, const http::Peer& peer) override;

 private:
  struct Exchange;  // one request and what is known of it so far

  void route(const std::shared_ptr<Exchange>& exchange);
  void run(Exchange& exchange);
  [[nodiscard]] Result<http::Response> answer(Exchange& exchange);
  [[nodiscard]] Result<http::Response> call_endpoint(Exchange& exchange);
  void finish(Exchange& exchange, http::Response response);
  void add_common_fields(http::Response& response, std::string_view request_id, bool https) const;

  const ServerOptions& options_;
  ApiDependencies& dependencies_;
  Router router_;
  WorkerPool& workers_;
  const TrustedProxies proxies_;
  RequestMetrics metrics_;
};

}  // namespace attendsense::api
