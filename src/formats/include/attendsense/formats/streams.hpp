#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "attendsense/base/result.hpp"

namespace attendsense::formats {

// Where the bytes of a file go, in order, in pieces of up to some 64 KiB that are valid during the call only. It may
// block (that is the back-pressure) or fail; a writer that was failed writes nothing more and passes the error on.
using Sink = std::function<Result<void>(std::string_view)>;

// Where the bytes of a file come from: fills the front of the span and says how many there are; 0 is the end.
using Source = std::function<Result<std::size_t>(std::span<char>)>;

// The content must outlive the source.
[[nodiscard]] Source source_of(std::string_view content);
// The text must outlive the sink.
[[nodiscard]] Sink append_to(std::string& text);

}  // namespace attendsense::formats
