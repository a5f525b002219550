#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

namespace attendsense::vision {

// Memory at multiples of a cache line; large pieces at multiples of a huge page, which the kernel is asked to use:
// a scan of a gigabyte otherwise spends its time on address translation.
template <class T>
struct LineAllocator {
  using value_type = T;

  LineAllocator() = default;

  template <class Other>
  explicit LineAllocator(const LineAllocator<Other>&) {}

  [[nodiscard]] T* allocate(std::size_t count) {
    constexpr std::size_t kLine = 64;
    constexpr std::size_t kHugePage = std::size_t{2} << 20;
    const std::size_t bytes = count * sizeof(T);
    const std::size_t alignment = bytes >= 8 * kHugePage ? kHugePage : kLine;
    const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
    void* memory = std::aligned_alloc(alignment, rounded);
    if (memory == nullptr) throw std::bad_alloc();
    if (alignment == kHugePage) madvise(memory, rounded, MADV_HUGEPAGE);  // a wish: failing changes nothing
    return static_cast<T*>(memory);
  }

  void deallocate(T* memory, std::size_t) { std::free(memory); }

  bool operator==(const LineAllocator&) const = default;
};

template <class T>
using AlignedVector = std::vector<T, LineAllocator<T>>;

}  // namespace attendsense::vision
