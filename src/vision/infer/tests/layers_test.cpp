// Single layers and small networks, in every way the engine can execute them, against the plain executor.

#include "engine_support.hpp"
#include "onnx_builder.hpp"

namespace attendsense::vision::infer {
namespace {

using Integers = std::vector<std::int64_t>;

struct ConvolutionCase {
  const char* name;
  Shape input;
  std::int64_t outputs;
  std::int64_t groups;
  Integers kernel;
  Integers stride;
  Integers pads;
  Integers dilation;
};

void PrintTo(const ConvolutionCase& test, std::ostream* out) {
  *out << test.name;
}

class EveryConvolution : public testing::TestWithParam<ConvolutionCase> {};

TEST_P(EveryConvolution, is_as_the_plain_one) {
  const auto& test = GetParam();
  std::mt19937 random(3);
  OnnxBuilder builder;
  const auto x = builder.input("x", test.input);
  const auto weights =
      builder.random({test.outputs, test.input[1] / test.groups, test.kernel[0], test.kernel[1]}, random);
  const auto bias = builder.random({test.outputs}, random);
  const auto slopes = builder.random({test.outputs, 1, 1}, random, -3, 3);
  const auto y = builder.node("Conv", {x, weights, bias},
                              {{"group", test.groups},
                               {"kernel_shape", test.kernel},
                               {"strides", test.stride},
                               {"pads", test.pads},
                               {"dilations", test.dilation}});
  builder.output(y);
  builder.output(builder.node("PRelu", {y, slopes}));
  expect_as_plain(builder.bytes(), test.input);
}

INSTANTIATE_TEST_SUITE_P(
    Layers, EveryConvolution,
    testing::Values(
        ConvolutionCase{"pointwise", {1, 13, 9, 11}, 26, 1, {1, 1}, {1, 1}, {0, 0, 0, 0}, {1, 1}},
        ConvolutionCase{"pointwise_many_units", {1, 64, 3, 25}, 231, 1, {1, 1}, {1, 1}, {0, 0, 0, 0}, {1, 1}},
        ConvolutionCase{"pointwise_five_units", {1, 17, 5, 7}, 80, 1, {1, 1}, {1, 1}, {0, 0, 0, 0}, {1, 1}},
        ConvolutionCase{"pointwise_three_units", {1, 16, 1, 1}, 48, 1, {1, 1}, {1, 1}, {0, 0, 0, 0}, {1, 1}},
        ConvolutionCase{"pointwise_strided", {1, 16, 8, 8}, 32, 1, {1, 1}, {2, 2}, {0, 0, 0, 0}, {1, 1}},
        ConvolutionCase{"first_layer", {1, 3, 16, 20}, 16, 1, {3, 3}, {2, 2}, {1, 1, 1, 1}, {1, 1}},
        ConvolutionCase{"first_layer_odd", {1, 3, 15, 13}, 40, 1, {5, 3}, {1, 2}, {2, 0, 1, 2}, {1, 1}},
        ConvolutionCase{"first_layer_dilated", {1, 4, 12, 12}, 8, 1, {3, 3}, {1, 1}, {2, 2, 2, 2}, {2, 2}},
        ConvolutionCase{"depthwise", {1, 32, 10, 21}, 32, 32, {3, 3}, {1, 1}, {1, 1, 1, 1}, {1, 1}},
        ConvolutionCase{"depthwise_strided", {1, 20, 11, 12}, 20, 20, {3, 3}, {2, 2}, {1, 1, 1, 1}, {1, 1}},
        ConvolutionCase{"depthwise_uneven_strides", {1, 16, 11, 12}, 16, 16, {3, 3}, {1, 2}, {1, 0, 1, 1}, {1, 1}},
        ConvolutionCase{"depthwise_5x5", {1, 16, 9, 9}, 16, 16, {5, 5}, {1, 1}, {2, 2, 2, 2}, {1, 1}},
        ConvolutionCase{"depthwise_whole_picture", {1, 48, 8, 8}, 48, 48, {8, 8}, {1, 1}, {0, 0, 0, 0}, {1, 1}},
        ConvolutionCase{"depthwise_dilated", {1, 16, 9, 9}, 16, 16, {3, 3}, {1, 1}, {2, 2, 2, 2}, {2, 2}},
        ConvolutionCase{"grouped", {1, 24, 7, 7}, 12, 4, {3, 3}, {1, 1}, {1, 1, 1, 1}, {1, 1}},
        ConvolutionCase{"dense_3x3", {1, 24, 9, 7}, 40, 1, {3, 3}, {2, 1}, {1, 1, 1, 1}, {1, 1}},
        ConvolutionCase{"one_channel", {1, 1, 6, 6}, 1, 1, {3, 3}, {1, 1}, {1, 1, 1, 1}, {1, 1}}),
    [](const auto& test) { return std::string(test.param.name); });

struct PoolCase {
  const char* name;
  const char* type;
  Shape input;
  Integers kernel;
  Integers stride;
  Integers pads;
  std::int64_t ceil;
};

void PrintTo(const PoolCase& test, std::ostream* out) {
  *out << test.name;
}

class EveryPool : public testing::TestWithParam<PoolCase> {};

TEST_P(EveryPool, is_as_the_plain_one) {
  const auto& test = GetParam();
  OnnxBuilder builder;
  const auto x = builder.input("x", test.input);
  builder.output(builder.node(
      test.type, {x},
      {{"kernel_shape", test.kernel}, {"strides", test.stride}, {"pads", test.pads}, {"ceil_mode", test.ceil}}));
  expect_as_plain(builder.bytes(), test.input);
}

INSTANTIATE_TEST_SUITE_P(
    Layers, EveryPool,
    testing::Values(PoolCase{"halving", "MaxPool", {1, 18, 8, 10}, {2, 2}, {2, 2}, {0, 0, 0, 0}, 0},
                    PoolCase{"halving_odd", "MaxPool", {1, 16, 7, 9}, {2, 2}, {2, 2}, {0, 0, 0, 0}, 0},
                    PoolCase{"halving_odd_up", "MaxPool", {1, 16, 7, 9}, {2, 2}, {2, 2}, {0, 0, 0, 0}, 1},
                    PoolCase{"overlapping", "MaxPool", {1, 16, 9, 9}, {3, 3}, {2, 2}, {1, 1, 1, 1}, 0},
                    PoolCase{"mean", "AveragePool", {1, 20, 8, 8}, {2, 2}, {2, 2}, {0, 0, 0, 0}, 0},
                    PoolCase{"mean_padded", "AveragePool", {1, 16, 9, 7}, {3, 3}, {2, 2}, {1, 1, 1, 1}, 0},
                    PoolCase{"mean_of_all", "AveragePool", {1, 5, 6, 7}, {6, 7}, {1, 1}, {0, 0, 0, 0}, 0}),
    [](const auto& test) { return std::string(test.param.name); });

// A 1x1 convolution and a depthwise one after it.
std::string separable(OnnxBuilder& builder, std::mt19937& random, const std::string& x, std::int64_t from,
                      std::int64_t to, std::int64_t stride = 1) {
  const auto wide = builder.node("Conv", {x, builder.random({to, from, 1, 1}, random), builder.random({to}, random)});
  return builder.node("Conv", {wide, builder.random({to, 1, 3, 3}, random), builder.random({to}, random)},
                      {{"group", to}, {"pads", Integers{1, 1, 1, 1}}, {"strides", Integers{stride, stride}}});
}

TEST(Network, streams_a_whole_backbone_row_by_row) {
  std::mt19937 random(5);
  OnnxBuilder builder;
  auto x = builder.input("picture", {1, 3, 64, 96});
  x = builder.node("Conv", {x, builder.random({16, 3, 3, 3}, random), builder.random({16}, random)},
                   {{"strides", Integers{2, 2}}, {"pads", Integers{1, 1, 1, 1}}});
  x = builder.node("Relu", {x});
  x = builder.node("Relu", {separable(builder, random, x, 16, 20)});
  x = builder.node("MaxPool", {x}, {{"kernel_shape", Integers{2, 2}}, {"strides", Integers{2, 2}}});
  x = builder.node("LeakyRelu", {separable(builder, random, x, 20, 33, 2)}, {{"alpha", -2.5F}});
  x = builder.node("LeakyRelu", {separable(builder, random, x, 33, 64)}, {{"alpha", 7.5F}});
  builder.output(x);
  expect_as_plain(builder.bytes(), {1, 3, 64, 96});
  expect_as_plain(builder.bytes(), {1, 3, 36, 50});
}

TEST(Network, adds_an_upsampled_picture) {
  std::mt19937 random(6);
  OnnxBuilder builder;
  const auto x = builder.input("x", {1, 16, 12, 20});
  const auto small = builder.node("MaxPool", {x}, {{"kernel_shape", Integers{2, 2}}, {"strides", Integers{2, 2}}});
  const auto deep = builder.node("Relu", {separable(builder, random, small, 16, 16)});
  const auto scales = builder.floats({4}, {1, 1, 2, 2});
  const auto up = builder.node("Resize", {deep, "", scales},
                               {{"mode", std::string("nearest")},
                                {"coordinate_transformation_mode", std::string("asymmetric")},
                                {"nearest_mode", std::string("floor")}});
  const auto sum = builder.node("Add", {x, up});
  builder.output(builder.node("Relu", {separable(builder, random, sum, 16, 8)}));
  builder.output(deep);
  expect_as_plain(builder.bytes(), {1, 16, 12, 20});
}

TEST(Network, upsamples_by_other_factors_too) {
  OnnxBuilder builder;
  const auto x = builder.input("x", {1, 5, 3, 4});
  const auto scales = builder.floats({4}, {1, 1, 3, 2});
  const auto up = builder.node(
      "Resize", {x, "", scales},
      {{"coordinate_transformation_mode", std::string("asymmetric")}, {"nearest_mode", std::string("floor")}});
  builder.output(up);
  builder.output(builder.node("Sigmoid", {up}));
  expect_as_plain(builder.bytes(), {1, 5, 3, 4});
}

TEST(Network, merges_a_detectors_heads_and_keeps_the_outputs_apart) {
  std::mt19937 random(7);
  OnnxBuilder builder;
  const auto x = builder.input("x", {1, 24, 6, 10});
  std::vector<std::string> outputs;
  for (const std::int64_t channels : {1, 4, 1, 10}) {
    auto y = separable(builder, random, x, 24, channels);
    y = builder.node("Transpose", {y}, {{"perm", Integers{0, 2, 3, 1}}});
    y = builder.node("Reshape", {y, builder.integers({1, -1, channels})});
    builder.output(channels == 1 ? builder.node("Sigmoid", {y}) : y);
  }
  expect_as_plain(builder.bytes(), {1, 24, 6, 10});
}

TEST(Network, gates_channels_and_adds_the_shortcut) {
  std::mt19937 random(8);
  OnnxBuilder builder;
  const auto x = builder.input("x", {1, 40, 9, 5});
  const auto y = builder.node("Conv", {x, builder.random({40, 40, 1, 1}, random), builder.random({40}, random)});
  auto gate = builder.node("GlobalAveragePool", {y});
  gate = builder.node("Relu", {builder.node("Conv", {gate, builder.random({7, 40, 1, 1}, random)})});
  gate = builder.node("Sigmoid", {builder.node("Conv", {gate, builder.random({40, 7, 1, 1}, random)})});
  builder.output(builder.node("Add", {x, builder.node("Mul", {gate, y})}));
  expect_as_plain(builder.bytes(), {1, 40, 9, 5});
}

TEST(Network, classifies) {
  std::mt19937 random(9);
  OnnxBuilder builder;
  auto x = builder.input("x", {1, 3, 10, 10});
  x = builder.node("Conv", {x, builder.random({21, 3, 3, 3}, random), builder.random({21}, random)},
                   {{"auto_pad", std::string("SAME_UPPER")}, {"strides", Integers{2, 2}}});
  x = builder.node("Flatten", {builder.node("GlobalAveragePool", {x})});
  x = builder.node("Gemm", {x, builder.random({8, 21}, random), builder.random({8}, random)},
                   {{"transB", std::int64_t{1}}, {"alpha", 0.5F}, {"beta", 2.0F}});
  x = builder.node("BatchNormalization", {x, builder.random({8}, random), builder.random({8}, random),
                                          builder.random({8}, random), builder.random({8}, random, 0.5F, 2)});
  x = builder.node("MatMul", {x, builder.random({8, 3}, random)});
  builder.output(x);
  builder.output(builder.node("Softmax", {x}, {{"axis", std::int64_t{-1}}}));
  expect_as_plain(builder.bytes(), {1, 3, 10, 10});
}

TEST(Network, normalises_its_input_before_a_padded_convolution) {
  std::mt19937 random(10);
  OnnxBuilder builder;
  auto x = builder.input("x", {1, 3, 12, 12});
  x = builder.node("Sub", {x, builder.floats({1, 3, 1, 1}, {0.1F, -0.4F, 0.3F})});
  x = builder.node("Div", {x, builder.floats({1}, {0.25F})});
  x = builder.node("Conv", {x, builder.random({16, 3, 3, 3}, random)}, {{"pads", Integers{1, 1, 1, 1}}});
  x = builder.node("Mul", {x, builder.random({1, 16, 1, 1}, random)});
  builder.output(builder.node("Add", {x, builder.random({16, 1, 1}, random)}));
  expect_as_plain(builder.bytes(), {1, 3, 12, 12});
}

// Random chains of everything, with odd sizes and with values that several nodes read.
class RandomNetwork : public testing::TestWithParam<unsigned> {};

TEST_P(RandomNetwork, is_as_the_plain_one) {
  std::mt19937 random(GetParam());
  const auto pick = [&](std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
  };
  OnnxBuilder builder;
  const Shape shape{1, pick(1, 40), pick(5, 20), pick(5, 20)};
  auto x = builder.input("x", shape);
  std::int64_t channels = shape[1];
  for (int layer = 0; layer < 8; ++layer) {
    const auto outputs = pick(1, 70);
    switch (pick(0, 6)) {
      case 0:
        x = separable(builder, random, x, channels, outputs);
        channels = outputs;
        break;
      case 1:
        x = builder.node("PRelu", {x, builder.random({channels, 1, 1}, random, -2, 2)});
        break;
      case 2: {
        const auto y = separable(builder, random, x, channels, channels);
        x = builder.node("Add", {pick(0, 1) == 0 ? x : y, y});
        break;
      }
      case 3:
        x = builder.node("Mul", {x, builder.node("Sigmoid", {builder.node("GlobalAveragePool", {x})})});
        break;
      case 4:
        x = builder.node("MaxPool", {x}, {{"kernel_shape", Integers{3, 3}}, {"pads", Integers{1, 1, 1, 1}}});
        break;
      case 5:
        x = builder.node("BatchNormalization",
                         {x, builder.random({channels}, random), builder.random({channels}, random),
                          builder.random({channels}, random), builder.random({channels}, random, 0.5F, 2)});
        break;
      default:
        builder.output(builder.node("Relu", {x}));
        break;
    }
    // Keep the numbers where single precision has something to say about them.
    x = builder.node("Mul", {x, builder.floats({}, {0.3F})});
  }
  builder.output(x);
  expect_as_plain(builder.bytes(), shape, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomNetwork, testing::Range(1U, 31U));

}  // namespace
}  // namespace attendsense::vision::infer
