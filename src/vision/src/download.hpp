#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "attendsense/base/result.hpp"

namespace attendsense::vision {

// Bytes in the target so far.
using DownloadProgress = std::function<void(std::uint64_t)>;

// Appends what `target` lacks of `url` (https or http) to it; starts over when the server cannot resume. Refuses to
// write more than `max_bytes`. Gives up when less than 1 kB/s came for 30 s. Errors: unavailable
// "model_download_failed"; what has arrived stays for the next try.
[[nodiscard]] Result<void> download(const std::string& url, const std::filesystem::path& target,
                                    std::uint64_t max_bytes, const DownloadProgress& progress);

}  // namespace attendsense::vision
