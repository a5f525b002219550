#pragma once

// One block of memory for everything a session computes. Buffers whose lives do not overlap share bytes.

#include <cstddef>
#include <memory>
#include <vector>

namespace attendsense::vision::infer {

using BufferId = std::size_t;

class Memory {
 public:
  // Room for so many floats, rounded up to whole cache lines.
  BufferId add(std::size_t floats);
  // The step with this number reads or writes the buffer.
  void touch(BufferId buffer, std::size_t step);
  // The buffer keeps its content from run to run.
  void keep(BufferId buffer);

  // Gives every buffer its place; after it, add() and touch() are over. Throws std::bad_alloc beyond 1 GiB.
  void allocate();

  [[nodiscard]] float* at(BufferId buffer) const { return block_.get() + buffers_[buffer].offset; }

  [[nodiscard]] std::size_t total_floats() const { return total_; }

 private:
  struct Buffer {
    std::size_t size = 0;
    std::size_t first = static_cast<std::size_t>(-1);
    std::size_t last = 0;
    std::size_t offset = 0;
  };

  struct Free {
    void operator()(float* block) const;
  };

  std::vector<Buffer> buffers_;
  std::unique_ptr<float[], Free> block_;
  std::size_t total_ = 0;
};

}  // namespace attendsense::vision::infer
