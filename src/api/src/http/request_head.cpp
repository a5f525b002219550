#include "http/request_head.hpp"

namespace attendsense::api::http {
namespace {

ProtocolFault ambiguous(std::string message) {
  return {400, "request_ambiguous", std::move(message), "Send one Content-Length or one Transfer-Encoding: chunked"};
}

std::optional<ProtocolFault> fault_of_framing(const RequestHead& head) {
  const std::size_t lengths = head.headers.count("Content-Length");
  const std::size_t codings = head.headers.count("Transfer-Encoding");
  if (lengths > 1) return ambiguous("There is more than one Content-Length");
  // "4, 4" is one length to some and nonsense to others.
  const std::string_view length = head.headers.find("Content-Length").value_or("0");
  if (length.empty() || length.find_first_not_of("0123456789") != std::string_view::npos) {
    return ambiguous("The Content-Length is not a number");
  }
  if (codings == 0) return std::nullopt;
  if (lengths > 0) return ambiguous("There is a Content-Length beside a Transfer-Encoding");
  if (codings > 1) return ambiguous("There is more than one Transfer-Encoding");
  if (head.http_1_0) return ambiguous("HTTP/1.0 has no Transfer-Encoding");
  if (!equal_without_case(*head.headers.find("Transfer-Encoding"), "chunked")) {
    return ambiguous("Of the transfer codings only chunked is understood");
  }
  return std::nullopt;
}

std::optional<ProtocolFault> fault_of_target(const RequestHead& head) {
  const bool server_wide = head.target == "*" && head.method == "OPTIONS";
  const bool absolute = head.target.starts_with("http://") || head.target.starts_with("https://");
  const bool printable =
      std::ranges::all_of(head.target, [](char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x7F; });
  if (printable && (head.target.starts_with('/') || server_wide || absolute)) return std::nullopt;
  return ProtocolFault{400, "target_malformed", "The request's target is not a path",
                       "Percent-encode what is not plain ASCII"};
}

}  // namespace

std::optional<ProtocolFault> fault_of(const RequestHead& head) {
  if (auto fault = fault_of_framing(head)) return fault;
  const std::size_t hosts = head.headers.count("Host");
  if (hosts > 1 || (hosts == 0 && !head.http_1_0)) {
    return ProtocolFault{400, "host_malformed", hosts == 0 ? "There is no Host" : "There is more than one Host",
                         "Send one Host field"};
  }
  if (auto fault = fault_of_target(head)) return fault;
  const auto expect = head.headers.find("Expect");
  if (expect && !equal_without_case(*expect, "100-continue")) {
    return ProtocolFault{417, "expectation_failed", "Of the expectations only 100-continue is understood", ""};
  }
  return std::nullopt;
}

std::string origin_form(std::string_view target) {
  const std::size_t scheme = target.starts_with('/') ? std::string_view::npos : target.find("://");
  if (scheme == std::string_view::npos) return std::string(target);
  const std::size_t path = target.find_first_of("/?", scheme + 3);
  if (path == std::string_view::npos) return "/";
  return target[path] == '/' ? std::string(target.substr(path)) : "/" + std::string(target.substr(path));
}

}  // namespace attendsense::api::http
