// The only unit that knows oneDNN.

#include <omp.h>

#include <dnnl.hpp>

#include "steps.hpp"

namespace attendsense::vision::infer {

namespace {

using dnnl::memory;

// One engine for the process: it holds no state that threads could meet in.
const dnnl::engine& cpu() {
  static const dnnl::engine kEngine(dnnl::engine::kind::cpu, 0);
  return kEngine;
}

std::int64_t padded(std::int64_t channels) {
  return static_cast<std::int64_t>(round_up_to_unit(static_cast<std::size_t>(channels)));
}

// The picture's real channels in a buffer whose pixels are padded.
memory::desc describe_picture(PictureShape picture) {
  const auto step = padded(picture.channels);
  const auto [height, width] = picture.extent;
  return {{1, picture.channels, height, width}, memory::data_type::f32, {height * width * step, 1, width * step, step}};
}

memory::dims as_dims(Extent extent) {
  return {extent[0], extent[1]};
}

// A primitive with one source and one destination that are known once memory is allocated.
class DnnlStep : public Step {
 public:
  DnnlStep(PictureShape in, PictureShape out, BufferId source, BufferId destination)
      : in_(in), out_(out), source_(source), destination_(destination), stream_(cpu()) {}

  void plan(Memory& memory_plan, std::size_t number) override {
    memory_plan.touch(source_, number);
    memory_plan.touch(destination_, number);
  }

  void bind(const Memory& memory_plan) override {
    arguments_[DNNL_ARG_SRC] = memory(describe_picture(in_), cpu(), memory_plan.at(source_));
    out_base_ = memory_plan.at(destination_);
    arguments_[DNNL_ARG_DST] = memory(describe_picture(out_), cpu(), out_base_);
  }

  void run() override {
    // The padding channels, which the primitive leaves alone, may hold another picture's remains.
    const auto step = padded(out_.channels);
    if (step != out_.channels) {
      std::fill_n(out_base_, out_.extent[0] * out_.extent[1] * step, 0.0F);
    }
    const OneThread one_thread;
    primitive_.execute(stream_, arguments_);
    stream_.wait();
  }

 protected:
  PictureShape in_;
  PictureShape out_;
  dnnl::primitive primitive_;
  std::unordered_map<int, memory> arguments_;

 private:
  BufferId source_;
  BufferId destination_;
  float* out_base_ = nullptr;
  dnnl::stream stream_;
};

// A convolution's operands as oneDNN gets them: channels padded where that changes no result, since its fast kernels
// want whole vectors.
struct Operands {
  PictureShape in;
  PictureShape out;
  memory::dims dims;  // of the weights: with the groups first if there are several
  std::vector<float> weights;
  std::vector<float> bias;
};

Operands pad_operands(PictureShape in, PictureShape out, std::int64_t groups, const Constant& weights,
                      const std::vector<float>& bias) {
  const auto& shape = weights.shape;  // [O, I/groups, kh, kw]
  const bool depthwise = groups > 1 && shape[0] == groups && shape[1] == 1;
  if (groups > 1 && !depthwise) {
    return {in, out, {groups, shape[0] / groups, shape[1], shape[2], shape[3]}, weights.floats, bias};
  }
  const auto outputs = padded(shape[0]);
  const auto inputs = depthwise ? 1 : padded(shape[1]);
  const auto kernel = shape[2] * shape[3];
  Operands operands{{padded(in.channels), in.extent}, {outputs, out.extent}, {}, {}, bias};
  operands.dims =
      depthwise ? memory::dims{outputs, 1, 1, shape[2], shape[3]} : memory::dims{outputs, inputs, shape[2], shape[3]};
  operands.bias.resize(static_cast<std::size_t>(outputs));
  operands.weights.resize(static_cast<std::size_t>(outputs * inputs * kernel));
  const auto row = static_cast<std::size_t>(shape[1] * kernel);
  const auto padded_row = static_cast<std::size_t>(inputs * kernel);
  for (std::size_t o = 0; o < static_cast<std::size_t>(shape[0]); ++o) {
    std::copy_n(weights.floats.data() + o * row, row, operands.weights.data() + o * padded_row);
  }
  return operands;
}

class DnnlConvolution : public DnnlStep {
 public:
  DnnlConvolution(Operands operands, const Window& window, BufferId source, BufferId destination)
      : DnnlStep(operands.in, operands.out, source, destination) {
    const OneThread one_thread;
    const auto type = memory::data_type::f32;
    const auto plain = operands.dims.size() == 5 ? memory::format_tag::goihw : memory::format_tag::oihw;
    const memory::desc bias_desc({operands.out.channels}, type, memory::format_tag::x);
    const dnnl::convolution_forward::desc description(
        dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct, describe_picture(in_),
        memory::desc(operands.dims, type, memory::format_tag::any), bias_desc, describe_picture(out_),
        as_dims(window.stride), {window.dilation[0] - 1, window.dilation[1] - 1}, as_dims(window.begin),
        as_dims(window.end));
    const dnnl::convolution_forward::primitive_desc chosen(description, cpu());
    primitive_ = dnnl::convolution_forward(chosen);

    memory given({operands.dims, type, plain}, cpu(), operands.weights.data());
    memory packed(chosen.weights_desc(), cpu());
    dnnl::stream stream(cpu());
    dnnl::reorder(given, packed).execute(stream, given, packed);
    stream.wait();
    memory bias(bias_desc, cpu());
    std::ranges::copy(operands.bias, static_cast<float*>(bias.get_data_handle()));
    arguments_.emplace(DNNL_ARG_WEIGHTS, packed);
    arguments_.emplace(DNNL_ARG_BIAS, bias);
  }
};

class DnnlAveragePool : public DnnlStep {
 public:
  DnnlAveragePool(PictureShape in, PictureShape out, const Window& window, bool count_padding, BufferId source,
                  BufferId destination)
      : DnnlStep(in, out, source, destination) {
    const OneThread one_thread;
    const auto algorithm =
        count_padding ? dnnl::algorithm::pooling_avg_include_padding : dnnl::algorithm::pooling_avg_exclude_padding;
    memory::dims end(2);
    for (std::size_t i = 0; i < 2; ++i) {
      end[i] = (out.extent[i] - 1) * window.stride[i] + window.kernel[i] - in.extent[i] - window.begin[i];
    }
    const dnnl::pooling_forward::desc description(dnnl::prop_kind::forward_inference, algorithm, describe_picture(in),
                                                  describe_picture(out), as_dims(window.stride), as_dims(window.kernel),
                                                  as_dims(window.begin), end);
    primitive_ = dnnl::pooling_forward({description, cpu()});
  }
};

}  // namespace

OneThread::OneThread() : before_(omp_get_max_threads()) {
  omp_set_num_threads(1);
}

OneThread::~OneThread() {
  omp_set_num_threads(before_);
}

StepPtr make_dnnl_convolution(PictureShape in, PictureShape out, const Window& window, std::int64_t groups,
                              const Constant& weights, const std::vector<float>& bias, BufferId source,
                              BufferId destination) {
  return std::make_unique<DnnlConvolution>(pad_operands(in, out, groups, weights, bias), window, source, destination);
}

StepPtr make_dnnl_average_pool(PictureShape in, PictureShape out, const Window& window, bool count_padding,
                               BufferId source, BufferId destination) {
  return std::make_unique<DnnlAveragePool>(in, out, window, count_padding, source, destination);
}

}  // namespace attendsense::vision::infer
