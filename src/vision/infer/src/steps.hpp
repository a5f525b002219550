#pragma once

// What a session executes, one after the other.

#include <functional>
#include <memory>
#include <vector>

#include "kernels.hpp"
#include "memory.hpp"
#include "stages.hpp"

namespace attendsense::vision::infer {

class Step {
 public:
  Step() = default;
  virtual ~Step() = default;
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

  // Reserves memory; `number` is its place among the steps.
  virtual void plan(Memory& memory, std::size_t number) = 0;
  virtual void bind(const Memory& memory) = 0;
  virtual void run() = 0;
};

using StepPtr = std::unique_ptr<Step>;

// A chain of stages; the last one writes the picture.
StepPtr make_pipeline(std::vector<std::unique_ptr<RowSource>> sources, Stage& last);

// A step that reads some buffers, writes one, and is told in a function what to do. run(in, out) gets the inputs in
// order; it may capture what it needs by value.
using SimpleRun = std::function<void(const std::vector<const float*>& in, float* out)>;
StepPtr make_simple(std::vector<BufferId> inputs, BufferId output, SimpleRun run);

// Whatever the stages cannot do, through oneDNN. All pictures channels-last with padded channels.

struct PictureShape {
  std::int64_t channels = 0;
  Extent extent{};
};

// Any convolution: bias, no activation. The window's padding is resolved.
StepPtr make_dnnl_convolution(PictureShape in, PictureShape out, const Window& window, std::int64_t groups,
                              const Constant& weights, const std::vector<float>& bias, BufferId source,
                              BufferId destination);

StepPtr make_dnnl_average_pool(PictureShape in, PictureShape out, const Window& window, bool count_padding,
                               BufferId source, BufferId destination);

// Makes oneDNN run on the calling thread alone while it lives; other threads are not touched.
class OneThread {
 public:
  OneThread();
  ~OneThread();
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int before_;
};

}  // namespace attendsense::vision::infer
