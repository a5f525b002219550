#include "memory.hpp"

#include <algorithm>
#include <new>
#include <numeric>

namespace attendsense::vision::infer {

namespace {

constexpr std::size_t kLine = 16;                          // floats in a cache line
constexpr std::size_t kMostFloats = std::size_t{1} << 28;  // 1 GiB: a network that asks for more is a mistake
constexpr auto kAlignment = std::align_val_t{kLine * sizeof(float)};

}  // namespace

void Memory::Free::operator()(float* block) const {
  ::operator delete[](block, kAlignment);
}

BufferId Memory::add(std::size_t floats) {
  buffers_.push_back({.size = (floats + kLine - 1) / kLine * kLine});
  return buffers_.size() - 1;
}

void Memory::touch(BufferId buffer, std::size_t step) {
  buffers_[buffer].first = std::min(buffers_[buffer].first, step);
  buffers_[buffer].last = std::max(buffers_[buffer].last, step);
}

void Memory::keep(BufferId buffer) {
  buffers_[buffer].first = 0;
  buffers_[buffer].last = static_cast<std::size_t>(-1);
}

// The largest buffer first, each at the lowest offset where it meets no other that lives at the same time.
void Memory::allocate() {
  std::vector<BufferId> order(buffers_.size());
  std::iota(order.begin(), order.end(), BufferId{0});
  std::ranges::stable_sort(order, std::greater<>(), [this](BufferId id) { return buffers_[id].size; });
  std::vector<const Buffer*> placed;  // by offset
  for (const auto id : order) {
    auto& buffer = buffers_[id];
    std::size_t offset = 0;
    for (const auto* other : placed) {
      if (other->last < buffer.first || buffer.last < other->first) continue;
      if (offset + buffer.size <= other->offset) break;
      offset = std::max(offset, other->offset + other->size);
    }
    buffer.offset = offset;
    total_ = std::max(total_, offset + buffer.size);
    placed.insert(std::ranges::upper_bound(placed, offset, {}, &Buffer::offset), &buffer);
  }
  if (total_ > kMostFloats) throw std::bad_alloc();
  block_.reset(static_cast<float*>(::operator new[](total_ * sizeof(float), kAlignment)));
  std::fill_n(block_.get(), total_, 0.0F);
}

}  // namespace attendsense::vision::infer
