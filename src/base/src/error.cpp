#include "attendsense/base/result.hpp"

namespace attendsense {

std::string_view to_string(Failure failure) {
  switch (failure) {
    case Failure::invalid_input:
      return "invalid_input";
    case Failure::unauthenticated:
      return "unauthenticated";
    case Failure::forbidden:
      return "forbidden";
    case Failure::not_found:
      return "not_found";
    case Failure::conflict:
      return "conflict";
    case Failure::too_large:
      return "too_large";
    case Failure::unsupported:
      return "unsupported";
    case Failure::throttled:
      return "throttled";
    case Failure::unavailable:
      return "unavailable";
    case Failure::in_doubt:
      return "in_doubt";
    case Failure::corrupt:
      return "corrupt";
    case Failure::internal:
      return "internal";
  }
  return "internal";
}

std::string Error::text() const {
  return remedy.empty() ? message : message + "; " + remedy;
}

}  // namespace attendsense
