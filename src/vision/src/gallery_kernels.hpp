#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace attendsense::vision {

// Rows are 8-bit codes stored with an offset of 128 (what the VNNI instruction takes), probes are signed; both within
// -127..127 before the offset. `stride` is a multiple of 64, as is the address of each row; padding holds code 0.
inline constexpr std::size_t kCodeStep = 64;
inline constexpr std::uint8_t kCodeZero = 128;

// dots[i] = sum over j of (rows[i * stride + j] - 128) * probe[j], exactly.
using DotRows = void (*)(const std::uint8_t* rows, std::size_t count, std::size_t stride, const std::int8_t* probe,
                         std::int32_t* dots);

struct DotKernel {
  std::string_view name;
  DotRows run = nullptr;
};

// Those that this processor can execute, the fastest first; the last one is plain C++.
[[nodiscard]] std::span<const DotKernel> dot_kernels();

}  // namespace attendsense::vision
