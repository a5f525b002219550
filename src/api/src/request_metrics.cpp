#include "request_metrics.hpp"

namespace attendsense::api {
namespace {

const std::vector<double> kSeconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

}  // namespace

RequestMetrics::RequestMetrics(metrics::Registry& registry, std::span<const Route> routes) : registry_(registry) {
  for (const Route& route : routes) routes_.emplace(&route, make(route.method, route.pattern));
  routes_.emplace(nullptr, make("none", "none"));
}

RequestMetrics::OfRoute RequestMetrics::make(std::string_view method, std::string_view pattern) {
  metrics::Labels labels{{"method", std::string(method)}, {"route", std::string(pattern)}};
  metrics::Histogram& seconds = registry_.histogram("attendsense_http_request_seconds",
                                                    "Time from the whole request to its answer", kSeconds, labels);
  return {std::move(labels), &seconds};
}

void RequestMetrics::count(const Route* route, int status, std::chrono::duration<double> took) {
  const OfRoute& of_route = routes_.at(route);
  of_route.seconds->observe(took.count());
  metrics::Labels labels = of_route.labels;
  labels.emplace("status", std::to_string(status));
  registry_.counter("attendsense_http_requests_total", "Requests answered", labels).add();
}

}  // namespace attendsense::api
