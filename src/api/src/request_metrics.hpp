#pragma once

#include <chrono>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "attendsense/base/metrics.hpp"
#include "call.hpp"

namespace attendsense::api {

// attendsense_http_requests_total{route,method,status} and attendsense_http_request_seconds{route,method}, where route
// is the pattern, never the path that was sent.
class RequestMetrics {
 public:
  RequestMetrics(metrics::Registry& registry, std::span<const Route> routes);

  // route: none for a request that matched nothing. Safe from any thread.
  void count(const Route* route, int status, std::chrono::duration<double> took);

 private:
  struct OfRoute {
    metrics::Labels labels;
    metrics::Histogram* seconds;
  };

  [[nodiscard]] OfRoute make(std::string_view method, std::string_view pattern);

  metrics::Registry& registry_;
  std::map<const Route*, OfRoute> routes_;
};

}  // namespace attendsense::api
