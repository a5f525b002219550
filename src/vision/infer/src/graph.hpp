#pragma once

// The one form in which every network is held, whatever format it was published in: values joined by nodes, in an
// order in which they can be executed. Pictures are NCHW here; how the executor lays them out is its own affair.

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "attendsense/vision/infer/engine.hpp"

namespace attendsense::vision::infer {

// A tensor known from the file. Either floats or integers are filled, by element type.
struct Constant {
  Shape shape;
  std::vector<float> floats;
  std::vector<std::int64_t> integers;
};

using ConstantPtr = std::shared_ptr<const Constant>;
using ValueId = std::size_t;
using Extent = std::array<std::int64_t, 2>;  // height, width

struct Value {
  std::string name;
  ConstantPtr constant;  // null: computed, or an input of the network
};

enum class Padding { given, same_upper, same_lower };

// How a convolution or a pooling slides over the picture.
struct Window {
  Extent kernel{1, 1};
  Extent stride{1, 1};
  Extent dilation{1, 1};
  Extent begin{0, 0};  // padding above, left
  Extent end{0, 0};    // padding below, right
  Padding padding = Padding::given;
};

struct Activation {
  enum class Kind { none, relu, slopes };
  Kind kind = Kind::none;
  // With Kind::slopes: what negative values are multiplied by, one for all or one a channel. Trained slopes may be
  // negative or above one.
  std::vector<float> slopes;
};

// Inputs: picture, weights [O, I/groups, kh, kw], bias [O] and, if residual, a picture that is added before the
// activation.
struct Convolution {
  Window window;
  std::int64_t groups = 1;
  bool residual = false;
  Activation activation;
};

// x * scale + shift over axis 1. Inputs: x, scale, shift; each [C], or [1] for all.
struct Affine {};

// Inputs: x, scale, bias, mean, variance, each [C].
struct BatchNorm {
  float epsilon = 1e-5F;
};

struct Activate {
  Activation activation;
};

// Slopes come as an input; folding turns it into Activate.
struct PRelu {};

struct Sigmoid {};

enum class Arithmetic { add, subtract, multiply, divide };

// NumPy broadcasting.
struct Binary {
  Arithmetic arithmetic = Arithmetic::add;
};

// x * gate + addend, gate [N, C, 1, 1]: what squeeze-excitation and the shortcut around it come down to. Inputs:
// x, gate and, if with_addend, addend.
struct Gate {
  bool with_addend = false;
};

struct MaxPool {
  Window window;
  bool ceil = false;
};

struct AveragePool {
  Window window;
  bool ceil = false;
  bool count_padding = false;
};

struct GlobalAverage {};

// Nearest neighbour, by whole factors.
struct Upsample {
  Extent factor{1, 1};
};

struct Transpose {
  std::vector<std::int64_t> permutation;
};

// 0 copies the input's dimension, -1 takes what is left. Input 1, if there, holds the target until it is folded.
struct Reshape {
  std::vector<std::int64_t> target;
  bool zero_copies = true;
};

// To two dimensions, those before axis and those from it on.
struct Flatten {
  std::int64_t axis = 1;
};

struct Softmax {
  std::int64_t axis = -1;
};

// x [M, K] by weights [K, N] plus bias [N]. Inputs: x, weights, bias (optional).
struct MatMul {
  bool transpose_weights = false;
  float alpha = 1;
  float beta = 1;
};

// Takes channels [offset, offset + count) of a picture.
struct SliceChannels {
  std::int64_t offset = 0;
  std::int64_t count = 0;
};

struct Identity {};

using Operation =
    std::variant<Convolution, Affine, BatchNorm, Activate, PRelu, Sigmoid, Binary, Gate, MaxPool, AveragePool,
                 GlobalAverage, Upsample, Transpose, Reshape, Flatten, Softmax, MatMul, SliceChannels, Identity>;

struct Node {
  std::string name;           // as published
  std::string operator_name;  // as published, for messages
  std::vector<ValueId> inputs;
  ValueId output = 0;
  Operation operation;
};

class Graph {
 public:
  std::vector<Value> values;
  std::vector<Node> nodes;  // each after those it reads from, once sort() has run
  std::vector<ValueId> inputs;
  std::vector<Shape> input_shapes;  // 0: open
  std::vector<ValueId> outputs;

  ValueId add_value(std::string name, ConstantPtr constant = nullptr);
  ValueId add_constant(std::string name, Shape shape, std::vector<float> floats);

  // Puts nodes into an executable order; throws ModelFault on cycles, values that nobody makes or that two make.
  void sort();
  // Removes nodes whose results nobody needs.
  void remove_dead_nodes();

  [[nodiscard]] const ConstantPtr& constant(ValueId value) const { return values[value].constant; }

  // How often each value is read, outputs of the network included.
  [[nodiscard]] std::vector<std::size_t> count_uses() const;
  // The node that makes each value, or kNone.
  [[nodiscard]] std::vector<std::size_t> find_makers() const;
  // Every reader of `from` reads `to` instead; the network's outputs follow.
  void replace(ValueId from, ValueId to);

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

// "Conv 'conv1'", for messages.
std::string describe(const Node& node);
// "1x3x80x80".
std::string describe(const Shape& shape);

// The product of the dimensions; throws on negative ones and on tensors beyond what any network here needs (2^28).
std::size_t element_count(const Shape& shape);

ConstantPtr make_constant(Shape shape, std::vector<float> floats);

}  // namespace attendsense::vision::infer
