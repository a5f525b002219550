#pragma once

// Convolutions chained row by row. A stage makes rows of its picture when the one after it asks for them, and keeps
// only as many as that one's window spans, so that a chain of layers passes through the cache once, and a layer's
// picture is never written out whole. The last stage of a chain writes into a buffer of its own.

#include <memory>
#include <vector>

#include "kernels.hpp"
#include "memory.hpp"
#include "shapes.hpp"
#include "weights.hpp"

namespace attendsense::vision::infer {

struct RowGeometry {
  std::size_t height = 0;
  std::size_t width = 0;
  std::size_t channels = 0;  // padded

  [[nodiscard]] std::size_t row_floats() const { return width * channels; }
};

// What the reader of a stage wants its rows to look like.
struct RowDemand {
  std::size_t left = 0;   // pixels of padding before a row
  std::size_t right = 0;  // and after it
  float fill = 0;         // what the padding holds
  bool outside = false;   // whether rows above or below the picture are asked for; they hold the fill
  std::size_t rows = 1;   // how many rows it looks at together
};

// Makes rows. Rows are asked for from the top downwards.
class RowSource {
 public:
  explicit RowSource(RowGeometry geometry) : geometry_(geometry) {}

  virtual ~RowSource() = default;
  RowSource(const RowSource&) = delete;
  RowSource& operator=(const RowSource&) = delete;

  [[nodiscard]] const RowGeometry& geometry() const { return geometry_; }

  // Reserves memory for the step with this number.
  virtual void plan(Memory& memory, std::size_t step) = 0;
  // Looks its memory up, once that is allocated.
  virtual void bind(const Memory& memory) = 0;
  // Before every picture.
  virtual void restart() = 0;
  // Row y, from its left padding on; valid until rows beyond the demand are asked for.
  virtual const float* row(std::ptrdiff_t y) = 0;

 private:
  RowGeometry geometry_;
};

// The rows of a whole channels-last picture in memory, without padding.
class PictureRows : public RowSource {
 public:
  PictureRows(RowGeometry geometry, BufferId picture) : RowSource(geometry), picture_(picture) {}

  void plan(Memory& memory, std::size_t step) override { memory.touch(picture_, step); }

  void bind(const Memory& memory) override { base_ = memory.at(picture_); }

  void restart() override {}

  const float* row(std::ptrdiff_t y) override { return base_ + static_cast<std::size_t>(y) * geometry().row_floats(); }

 private:
  BufferId picture_;
  const float* base_ = nullptr;
};

// A stage that computes. Rows lie in a ring, or, for the last stage of a chain, in the picture it makes.
class Stage : public RowSource {
 public:
  // band: how many rows are made at once.
  Stage(RowGeometry geometry, RowDemand demand, std::size_t band);

  // Makes this the last stage of its chain: rows go to that buffer, which holds the whole picture.
  void write_to(BufferId picture) { picture_ = picture; }

  void plan(Memory& memory, std::size_t step) override;
  void bind(const Memory& memory) override;
  void restart() override;
  const float* row(std::ptrdiff_t y) override;
  // All rows, for the last stage of a chain.
  void make_all();

 protected:
  // Makes rows [y, y + count), each at slot(row).
  virtual void make(std::size_t y, std::size_t count) = 0;

  [[nodiscard]] float* slot(std::size_t y) const { return base_ + y % capacity_ * stride_ + left_; }

  [[nodiscard]] std::size_t band() const { return band_; }

 private:
  static constexpr BufferId kNone = static_cast<BufferId>(-1);

  RowDemand demand_;
  std::size_t band_;
  std::size_t capacity_ = 0;  // rows in the ring
  std::size_t stride_ = 0;    // floats from a row to the next
  std::size_t left_ = 0;      // floats of padding
  std::size_t made_ = 0;
  BufferId picture_ = kNone;
  BufferId ring_ = kNone;
  float* base_ = nullptr;
  float* outside_ = nullptr;
};

// Copies rows, to give them padding.
class CopyStage : public Stage {
 public:
  CopyStage(RowSource& source, RowDemand demand) : Stage(source.geometry(), demand, 1), source_(source) {}

 protected:
  void make(std::size_t y, std::size_t count) override;

 private:
  RowSource& source_;
};

// A dense convolution of a few dense planes (NCHW): the first layer of a network.
class PlanesStage : public Stage {
 public:
  // planes: the picture's buffer; weights [O, C, kh, kw].
  PlanesStage(const Kernels& kernels, Extent picture, const Constant& weights, const Window& window,
              PackedEpilogue epilogue, BufferId planes, RowGeometry geometry, RowDemand demand);

  void plan(Memory& memory, std::size_t step) override;
  void bind(const Memory& memory) override;
  void restart() override;

 protected:
  void make(std::size_t y, std::size_t count) override;

 private:
  void gather_lines(std::size_t y);

  const Kernels& kernels_;
  std::size_t height_;
  std::size_t width_;
  std::size_t planes_count_;
  Window window_;
  PackedEpilogue epilogue_;
  std::vector<float> weights_;
  std::vector<std::ptrdiff_t> offsets_;
  std::size_t line_floats_;
  BufferId planes_;
  BufferId lines_ = 0;  // [plane][kernel row][padded width]: what one row of results needs
  const float* planes_base_ = nullptr;
  float* lines_base_ = nullptr;
  Product product_{};
};

// A 1x1 convolution, with an optional picture added.
class PointwiseStage : public Stage {
 public:
  PointwiseStage(const Kernels& kernels, RowSource& source, const Constant& weights, PackedEpilogue epilogue,
                 RowSource* residual, RowGeometry geometry, RowDemand demand, std::size_t band);

 protected:
  void make(std::size_t y, std::size_t count) override;

 private:
  const Kernels& kernels_;
  RowSource& source_;
  RowSource* residual_;
  PackedEpilogue epilogue_;
  std::vector<float> weights_;
  Product product_{};
  std::vector<const float*> source_rows_;
  std::vector<const float*> residual_rows_;
  std::vector<float*> rows_;
};

// A depthwise convolution or a max pooling: whatever looks at a window of each channel.
class WindowStage : public Stage {
 public:
  enum class Kind { depthwise, max_pool };

  WindowStage(Kind kind, const Kernels& kernels, RowSource& source, const Window& window, std::vector<float> weights,
              PackedEpilogue epilogue, RowGeometry geometry, RowDemand demand);

  // What such a stage asks of the one before it.
  static RowDemand demand_of(const Window& window, const RowGeometry& source, const RowGeometry& result, float fill);

 protected:
  void make(std::size_t y, std::size_t count) override;

 private:
  Kind kind_;
  const Kernels& kernels_;
  RowSource& source_;
  Window window_;
  std::vector<float> weights_;
  PackedEpilogue epilogue_;
  Depthwise depthwise_{};
  std::vector<const float*> source_rows_;
};

// A smaller picture upsampled, added to another if there is one.
class UpsampleStage : public Stage {
 public:
  // addend: null if none.
  UpsampleStage(const Kernels& kernels, RowSource* addend, RowSource& small, Extent factor, RowGeometry geometry,
                RowDemand demand)
      : Stage(geometry, demand, 1), kernels_(kernels), addend_(addend), small_(small), factor_(factor) {}

 protected:
  void make(std::size_t y, std::size_t count) override;

 private:
  const Kernels& kernels_;
  RowSource* addend_;
  RowSource& small_;
  Extent factor_;
};

}  // namespace attendsense::vision::infer
