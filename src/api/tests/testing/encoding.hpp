#pragma once

#include <string>
#include <string_view>

#include "attendsense/base/bytes.hpp"
#include "contract.hpp"

namespace attendsense::api::testing {

[[nodiscard]] std::string base64(BytesView bytes);
// Status line and header fields, as a reply without a body.
[[nodiscard]] Reply parse_head(std::string_view received);

}  // namespace attendsense::api::testing
