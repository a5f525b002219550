#include <algorithm>
#include <array>

#include "dense_math.hpp"
#include "fault.hpp"
#include "lowering.hpp"
#include "shapes.hpp"
#include "weights.hpp"

namespace attendsense::vision::infer {

namespace {

using Inputs = std::vector<const float*>;

float of_channel(const std::vector<float>& list, std::size_t channel) {
  return list[list.size() == 1 ? 0 : channel];
}

class NodeLowering {
 public:
  NodeLowering(Lowering& lowering, const Node& node)
      : lowering_(lowering), node_(node), x_(node.inputs[0]), kernels_(&lowering.kernels()) {}

  void operator()(const Convolution& convolution) {
    const auto& weights = lowering_.weights(node_);
    auto window = convolution.window;
    window.kernel = {weights.shape[2], weights.shape[3]};
    const auto in = extent_of(x_);
    const auto source = lowering_.picture(x_);
    const auto residual = convolution.residual ? lowering_.picture(node_.inputs[3]) : source;
    const auto out = lowering_.new_picture(node_.output);
    lowering_.add_step(make_dnnl_convolution(in, extent_of(node_.output), resolve_padding(window, in.extent),
                                             convolution.groups, weights, lowering_.weights(node_, 2).floats, source,
                                             out));
    if (convolution.residual) {
      lowering_.add_simple({out, residual}, out,
                           [kernels = kernels_, count = count(node_.output)](const Inputs& from, float* to) {
                             kernels->add(from[0], from[1], count, to);
                           });
    }
    if (convolution.activation.kind != Activation::Kind::none) activate(convolution.activation, out);
  }

  void operator()(const Activate& operation) {
    const auto source = lowering_.picture(x_);
    const auto out = lowering_.new_picture(node_.output);
    lowering_.add_simple({source}, out, activation_run(operation.activation));
  }

  void operator()(const Affine& /*affine*/) {
    const auto scale = lowering_.weights(node_, 1).floats;
    const auto shift = lowering_.weights(node_, 2).floats;
    const auto& shape = lowering_.shape(x_);
    const auto channels = shape.size() < 2 ? 1 : as_size(shape[1]);
    const auto inner = shape.size() < 2 ? element_count(shape) : element_count({shape.begin() + 2, shape.end()});
    const auto source = lowering_.dense(x_);
    const auto out = lowering_.new_dense(node_.output);
    lowering_.add_simple({source}, out, [=](const Inputs& from, float* to) {
      for (std::size_t c = 0; c < channels; ++c) {
        const float factor = of_channel(scale, c);
        const float addend = of_channel(shift, c);
        for (std::size_t i = c * inner; i < (c + 1) * inner; ++i) to[i] = from[0][i] * factor + addend;
      }
    });
  }

  // Exact on padding too: whatever it holds afterwards meets weights of zero, or nobody reads it.
  void operator()(const Sigmoid& /*sigmoid*/) {
    const bool picture = lowering_.is_picture(x_);
    const auto source = picture ? lowering_.picture(x_) : lowering_.dense(x_);
    const auto out = picture ? lowering_.new_picture(node_.output) : lowering_.new_dense(node_.output);
    const auto size = picture ? count(x_) : round_up_to_unit(element_count(lowering_.shape(x_)));
    lowering_.add_simple({source}, out, [kernels = kernels_, size](const Inputs& from, float* to) {
      kernels->sigmoid(from[0], size, to);
    });
  }

  void operator()(const Binary& binary) {
    const auto b = node_.inputs[1];
    const auto out = lowering_.shape(node_.output);
    const bool alike = lowering_.shape(x_) == lowering_.shape(b) && out.size() == 4;
    if (alike && binary.arithmetic == Arithmetic::add && (lowering_.is_picture(x_) || lowering_.is_picture(b))) {
      const std::vector<BufferId> sources{lowering_.picture(x_), lowering_.picture(b)};
      lowering_.add_simple(sources, lowering_.new_picture(node_.output),
                           [kernels = kernels_, size = count(node_.output)](const Inputs& from, float* to) {
                             kernels->add(from[0], from[1], size, to);
                           });
      return;
    }
    const std::vector<BufferId> sources{lowering_.dense(x_), lowering_.dense(b)};
    lowering_.add_simple(sources, lowering_.new_dense(node_.output),
                         [arithmetic = binary.arithmetic, a_shape = lowering_.shape(x_), b_shape = lowering_.shape(b),
                          size = element_count(out)](const Inputs& from, float* to) {
                           apply_binary(arithmetic, {a_shape, {from[0], element_count(a_shape)}},
                                        {b_shape, {from[1], element_count(b_shape)}}, {to, size});
                         });
  }

  void operator()(const Gate& gate) {
    std::vector<BufferId> sources;
    sources.reserve(node_.inputs.size());
    for (const auto input : node_.inputs) sources.push_back(lowering_.picture(input));
    lowering_.add_simple(sources, lowering_.new_picture(node_.output),
                         [kernels = kernels_, pixels = lowering_.pixels(x_), channels = lowering_.channels(x_),
                          with_addend = gate.with_addend](const Inputs& from, float* to) {
                           kernels->gate(from[0], from[1], with_addend ? from[2] : nullptr, pixels, channels, to);
                         });
  }

  void operator()(const GlobalAverage& /*average*/) {
    const auto source = lowering_.picture(x_);
    lowering_.add_simple({source}, lowering_.new_picture(node_.output),
                         [kernels = kernels_, pixels = lowering_.pixels(x_), channels = lowering_.channels(x_)](
                             const Inputs& from, float* to) { kernels->average(from[0], pixels, channels, to); });
  }

  void operator()(const AveragePool& pool) {
    const auto source = lowering_.picture(x_);
    const auto in = extent_of(x_);
    lowering_.add_step(make_dnnl_average_pool(in, extent_of(node_.output), resolve_padding(pool.window, in.extent),
                                              pool.count_padding, source, lowering_.new_picture(node_.output)));
  }

  void operator()(const MaxPool& pool) {
    if (pool.window.dilation != Extent{1, 1}) throw_unsupported(describe(node_) + ": dilation is not supported");
    lower_chain(lowering_, {node_number()});
  }

  void operator()(const Upsample& /*upsample*/) { lower_chain(lowering_, {node_number()}); }

  void operator()(const SliceChannels& slice) {
    const auto source = lowering_.picture(x_);
    lowering_.add_simple(
        {source}, lowering_.new_picture(node_.output),
        [pixels = lowering_.pixels(x_), from_step = lowering_.channels(x_), to_step = lowering_.channels(node_.output),
         offset = as_size(slice.offset), taken = as_size(slice.count)](const Inputs& from, float* to) {
          for (std::size_t p = 0; p < pixels; ++p) {
            std::fill_n(std::copy_n(from[0] + p * from_step + offset, taken, to + p * to_step), to_step - taken, 0.0F);
          }
        });
  }

  void operator()(const Transpose& transpose) {
    if (lowering_.is_picture(x_) && transpose.permutation == std::vector<std::int64_t>{0, 2, 3, 1}) return strip();
    const auto source = lowering_.dense(x_);
    lowering_.add_simple(
        {source}, lowering_.new_dense(node_.output),
        [shape = lowering_.shape(x_), permutation = transpose.permutation](const Inputs& from, float* to) {
          const auto size = element_count(shape);
          apply_transpose({shape, {from[0], size}}, permutation, {to, size});
        });
  }

  void operator()(const Reshape& /*reshape*/) { lowering_.alias_dense(node_.output, lowering_.dense(x_)); }

  void operator()(const Flatten& /*flatten*/) { lowering_.alias_dense(node_.output, lowering_.dense(x_)); }

  void operator()(const Softmax& /*softmax*/) {
    const auto source = lowering_.dense(x_);
    lowering_.add_simple({source}, lowering_.new_dense(node_.output),
                         [shape = lowering_.shape(x_)](const Inputs& from, float* to) {
                           const auto size = element_count(shape);
                           apply_softmax({shape, {from[0], size}}, {to, size});
                         });
  }

  void operator()(const MatMul& /*product*/) {
    const auto& weights = lowering_.weights(node_);
    const auto depth = as_size(weights.shape[0]);
    const auto width = as_size(weights.shape[1]);
    if (lowering_.shape(x_)[0] != 1) throw_unsupported(describe(node_) + ": more than one row is not supported");
    std::vector<float> by_output(weights.floats.size());
    apply_transpose({weights.shape, weights.floats}, {}, by_output);
    const auto source = lowering_.dense(x_);
    lowering_.add_simple({source}, lowering_.new_dense(node_.output),
                         [kernels = kernels_, packed = pack_product(by_output, width, depth),
                          epilogue = pack_epilogue(lowering_.weights(node_, 2).floats, {}, width),
                          depth](const Inputs& from, float* to) {
                           const std::array<float*, 1> destination{to};
                           const Product product{.weights = packed.data(),
                                                 .bias = epilogue.bias.data(),
                                                 .slopes = nullptr,
                                                 .post = Post::none,
                                                 .offsets = nullptr,
                                                 .taps = depth,
                                                 .units = epilogue.bias.size() / kUnit,
                                                 .source_step = 0,
                                                 .destination_step = 0,
                                                 .residual_step = 0};
                           kernels->product(product, {from.data(), nullptr, destination.data(), 1, 1});
                         });
  }

  template <class Other>
  void operator()(const Other& /*operation*/) {
    throw_unsupported("the operator " + describe(node_) + " is not supported here");
  }

 private:
  [[nodiscard]] PictureShape extent_of(ValueId value) const {
    const auto& shape = lowering_.shape(value);
    return {.channels = shape[1], .extent = {shape[2], shape[3]}};
  }

  // Floats of the value as a picture.
  [[nodiscard]] std::size_t count(ValueId value) const { return lowering_.pixels(value) * lowering_.channels(value); }

  [[nodiscard]] std::size_t node_number() const {
    return static_cast<std::size_t>(&node_ - lowering_.graph().nodes.data());
  }

  [[nodiscard]] SimpleRun activation_run(const Activation& activation) const {
    const auto pixels = lowering_.pixels(node_.output);
    const auto channels = lowering_.channels(node_.output);
    return [kernels = kernels_, pixels, channels, epilogue = pack_epilogue({}, activation, channels)](
               const Inputs& from, float* to) {
      kernels->activate(from[0], epilogue.slopes.data(), epilogue.post, pixels, channels, to);
    };
  }

  void activate(const Activation& activation, BufferId picture) {
    lowering_.add_simple({picture}, picture, activation_run(activation));
  }

  // A channels-last picture is the transposed one already, but for the padding.
  void strip() {
    const auto source = lowering_.picture(x_);
    lowering_.add_simple({source}, lowering_.new_dense(node_.output),
                         [pixels = lowering_.pixels(x_), step = lowering_.channels(x_),
                          taken = as_size(lowering_.shape(x_)[1])](const Inputs& from, float* to) {
                           for (std::size_t p = 0; p < pixels; ++p) {
                             to = std::copy_n(from[0] + p * step, taken, to);
                           }
                         });
  }

  Lowering& lowering_;
  const Node& node_;
  ValueId x_;
  const Kernels* kernels_;
};

}  // namespace

void lower_node(Lowering& lowering, const Node& node) {
  std::visit(NodeLowering(lowering, node), node.operation);
}

}  // namespace attendsense::vision::infer
