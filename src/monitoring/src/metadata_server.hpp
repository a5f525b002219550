#pragma once

#include <stop_token>
#include <string>

#include "http.hpp"

namespace attendsense::monitoring {

// A question to the metadata server of a machine of Google's: "project/project-id". It answers only those who send its
// header, which a browser that was led astray does not. Plain HTTP: it is on the machine's own link.
[[nodiscard]] HttpRequest metadata_request(const std::string& host, const std::string& path);

// The answer, one line. Errors: the client's; unavailable "metadata_refused".
[[nodiscard]] Result<std::string> ask_metadata(HttpClient& client, const std::string& host, const std::string& path,
                                               const std::stop_token& stop);

}  // namespace attendsense::monitoring
