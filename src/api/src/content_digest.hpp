#pragma once

#include <string>
#include <string_view>

namespace attendsense::api {

// The value of the field Content-Digest (RFC 9530, section 2) for a body.
[[nodiscard]] std::string content_digest(std::string_view content);

}  // namespace attendsense::api
