#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "call.hpp"
#include "target.hpp"

namespace attendsense::api {

struct Routed {
  const Route* route = nullptr;  // none: no such path, or not this method
  std::vector<std::pair<std::string, std::string>> path;
  std::string allow;  // methods of the path: "GET, HEAD, OPTIONS"; empty: no such path
};

// Finds the route of a request. HEAD is answered by GET's route. Literal segments win over parameters.
class Router {
 public:
  explicit Router(std::span<const Route> routes);

  [[nodiscard]] Routed find(std::string_view method, const Target& target) const;

  [[nodiscard]] std::span<const Route> routes() const { return routes_; }

 private:
  struct Entry {
    const Route* route;
    std::vector<std::string> segments;
  };

  std::span<const Route> routes_;
  std::vector<Entry> entries_;
};

}  // namespace attendsense::api
