#include "router.hpp"

#include <set>

namespace attendsense::api {
namespace {

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{');
}

// Probes look for these at the root.
bool is_probe(const std::vector<std::string>& segments) {
  static const std::set<std::string> kProbes{"healthz", "readyz", "version", "metrics"};
  return segments.size() == 1 && kProbes.contains(segments.front());
}

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
  return std::ranges::equal(pattern, segments, [](const std::string& expected, const std::string& given) {
    return is_parameter(expected) ? !given.empty() : expected == given;
  });
}

std::string allow_of(const std::set<std::string>& methods) {
  std::string allow;
  for (const std::string& method : methods) allow += method + ", ";
  return allow + "OPTIONS";
}

}  // namespace

Router::Router(std::span<const Route> routes) : routes_(routes) {
  for (const Route& route : routes) {
    Entry entry{&route, {}};
    std::string_view rest = route.pattern.substr(1);
    while (true) {
      const std::size_t slash = std::min(rest.find('/'), rest.size());
      entry.segments.emplace_back(rest.substr(0, slash));
      if (slash == rest.size()) break;
      rest.remove_prefix(slash + 1);
    }
    entries_.push_back(std::move(entry));
  }
  // "/sessions/current" before "/sessions/{id}".
  std::ranges::stable_sort(entries_, {},
                           [](const Entry& entry) { return std::ranges::count_if(entry.segments, is_parameter); });
}

Routed Router::find(std::string_view method, const Target& target) const {
  std::vector<std::string> segments = target.segments;
  if (is_probe(segments)) segments.insert(segments.begin(), {"api", "v1"});
  Routed found;
  std::set<std::string> methods;
  const std::vector<std::string>* pattern = nullptr;
  for (const Entry& entry : entries_) {
    if (!matches(entry.segments, segments) || (pattern != nullptr && entry.segments != *pattern)) continue;
    pattern = &entry.segments;
    methods.emplace(entry.route->method);
    if (entry.route->method == "GET") methods.emplace("HEAD");
    if (entry.route->method == method || (method == "HEAD" && entry.route->method == "GET")) found.route = entry.route;
  }
  if (pattern == nullptr) return found;
  found.allow = allow_of(methods);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string& name = (*pattern)[i];
    if (is_parameter(name)) found.path.emplace_back(name.substr(1, name.size() - 2), segments[i]);
  }
  return found;
}

}  // namespace attendsense::api
