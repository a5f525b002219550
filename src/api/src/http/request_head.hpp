#pragma once

// What is wrong with the head of a request, seen as plain data.

#include <optional>
#include <string>

#include "http/message.hpp"

namespace attendsense::api::http {

struct RequestHead {
  bool http_1_0 = false;
  const Headers& headers;
  std::string_view method;
  std::string_view target;
};

// Everything that two parties in a row could read differently is refused: several lengths, a length beside chunks, a
// transfer coding that is not plainly "chunked", a missing or repeated Host, an odd target.
[[nodiscard]] std::optional<ProtocolFault> fault_of(const RequestHead& head);

// The path and query of an absolute-form target ("http://host/path"); an origin-form target as it is.
[[nodiscard]] std::string origin_form(std::string_view target);

}  // namespace attendsense::api::http
