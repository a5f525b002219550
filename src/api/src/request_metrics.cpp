#include "request_metrics.hpp"

#include "attendsense/base/metrics_catalogue.hpp"

namespace attendsense::api {
RequestMetrics::RequestMetrics(metrics::Registry& registry, std::span<const Route> routes) : registry_(registry) {
  for (const Route& route : routes) routes_.emplace(&route, make(route.method, route.pattern));
  routes_.emplace(nullptr, make("none", "none"));
}

RequestMetrics::OfRoute RequestMetrics::make(std::string_view method, std::string_view pattern) {
  metrics::Labels labels{{"method", std::string(method)}, {"route", std::string(pattern)}};
  metrics::Histogram& seconds = registry_.histogram(metrics::kHttpRequestSeconds, labels);
  return {std::move(labels), &seconds};
}

void RequestMetrics::count(const Route* route, int status, std::chrono::duration<double> took) {
  const OfRoute& of_route = routes_.at(route);
  of_route.seconds->observe(took.count());
  metrics::Labels labels = of_route.labels;
  labels.emplace("status", std::to_string(status));
  registry_.counter(metrics::kHttpRequests, labels).add();
}

}  // namespace attendsense::api
