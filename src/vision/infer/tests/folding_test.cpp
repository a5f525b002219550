// The folding passes: that they fold what they should, and that what is left computes the same.

#include "folding.hpp"

#include <algorithm>

#include "engine_support.hpp"
#include "onnx_builder.hpp"
#include "shapes.hpp"

namespace attendsense::vision::infer {
namespace {

using Integers = std::vector<std::int64_t>;

template <class T>
std::size_t count_nodes(const Graph& graph) {
  return static_cast<std::size_t>(
      std::ranges::count_if(graph.nodes, [](const Node& node) { return std::holds_alternative<T>(node.operation); }));
}

// The rewritten graph, executed plainly, against the published one.
void expect_same(const Bytes& onnx, const Graph& rewritten, const Shape& shape) {
  const auto input = random_input(shape);
  const auto before = execute_plainly(read_onnx(onnx), input);
  const auto after = execute_plainly(rewritten, input);
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    const std::vector<float> values(after[i].data.begin(), after[i].data.end());
    expect_near(before[i], values, "output " + std::to_string(i));
  }
}

Graph simplified(const Bytes& onnx) {
  Graph graph = read_onnx(onnx);
  simplify(graph);
  return graph;
}

TEST(Folding, takes_batch_norm_scale_and_bias_into_the_convolution_before) {
  std::mt19937 random(1);
  OnnxBuilder builder;
  auto x = builder.input("x", {1, 5, 6, 6});
  x = builder.node("Conv", {x, builder.random({7, 5, 3, 3}, random)}, {{"pads", Integers{1, 1, 1, 1}}});
  x = builder.node("BatchNormalization", {x, builder.random({7}, random), builder.random({7}, random),
                                          builder.random({7}, random), builder.random({7}, random, 0.5F, 2)});
  x = builder.node("Mul", {x, builder.random({1, 7, 1, 1}, random)});
  x = builder.node("Add", {builder.random({7, 1, 1}, random), x});
  x = builder.node("Sub", {builder.floats({1}, {0.5F}), x});
  builder.output(builder.node("PRelu", {x, builder.random({7, 1, 1}, random, -4, 4)}));
  const auto graph = simplified(builder.bytes());
  EXPECT_EQ(graph.nodes.size(), 1U);
  expect_same(builder.bytes(), graph, {1, 5, 6, 6});
}

TEST(Folding, takes_a_shift_into_the_convolution_after_only_where_no_padding_would_see_it) {
  for (const std::int64_t pad : {0, 1}) {
    std::mt19937 random(2);
    OnnxBuilder builder;
    auto x = builder.input("x", {1, 3, 6, 6});
    x = builder.node("Mul", {x, builder.random({1, 3, 1, 1}, random)});
    x = builder.node("Add", {x, builder.random({1, 3, 1, 1}, random)});
    builder.output(builder.node("Conv", {x, builder.random({4, 3, 3, 3}, random), builder.random({4}, random)},
                                {{"pads", Integers{pad, pad, pad, pad}}}));
    const auto graph = simplified(builder.bytes());
    EXPECT_EQ(count_nodes<Affine>(graph), pad == 0 ? 0U : 1U);
    expect_same(builder.bytes(), graph, {1, 3, 6, 6});
  }
}

TEST(Folding, leaves_what_others_read_alone) {
  std::mt19937 random(3);
  OnnxBuilder builder;
  const auto x = builder.input("x", {1, 4, 5, 5});
  const auto y = builder.node("Conv", {x, builder.random({4, 4, 1, 1}, random)});
  builder.output(builder.node("Relu", {builder.node("Mul", {y, builder.random({1, 4, 1, 1}, random)})}));
  builder.output(y);
  const auto graph = simplified(builder.bytes());
  EXPECT_EQ(graph.nodes.size(), 3U);
  expect_same(builder.bytes(), graph, {1, 4, 5, 5});
}

TEST(Folding, evaluates_constants_and_drops_dead_nodes) {
  std::mt19937 random(4);
  OnnxBuilder builder;
  const auto x = builder.input("x", {1, 2, 3, 3});
  const auto sum = builder.node("Add", {builder.random({2, 1, 1}, random), builder.random({1, 2, 1, 1}, random)});
  const auto used = builder.node("Mul", {x, builder.node("Identity", {sum})});
  builder.node("Relu", {x});
  builder.output(builder.node("Dropout", {used}));
  const auto graph = simplified(builder.bytes());
  EXPECT_EQ(graph.nodes.size(), 1U);
  EXPECT_EQ(count_nodes<Affine>(graph), 1U);
  expect_same(builder.bytes(), graph, {1, 2, 3, 3});
}

TEST(Folding, fuses_additions_gates_and_averages) {
  std::mt19937 random(5);
  OnnxBuilder builder;
  const auto x = builder.input("x", {1, 6, 4, 4});
  const auto y = builder.node("Conv", {x, builder.random({6, 6, 1, 1}, random)});
  const auto residual = builder.node("Relu", {builder.node("Add", {x, y})});
  auto gate = builder.node("AveragePool", {residual}, {{"kernel_shape", Integers{4, 4}}});
  gate = builder.node("Sigmoid", {gate});
  builder.output(builder.node("Add", {builder.node("Mul", {gate, residual}), x}));
  auto graph = simplified(builder.bytes());
  specialise(graph, {1, 6, 4, 4});
  EXPECT_EQ(graph.nodes.size(), 4U);  // convolution with sum and activation, average, sigmoid, gate with sum
  EXPECT_EQ(count_nodes<GlobalAverage>(graph), 1U);
  EXPECT_EQ(count_nodes<Gate>(graph), 1U);
  EXPECT_EQ(count_nodes<Binary>(graph), 0U);
  expect_same(builder.bytes(), graph, {1, 6, 4, 4});
}

TEST(Folding, merges_heads_into_one_pair_where_that_saves_lanes) {
  for (const std::int64_t wide : {4, 32}) {
    std::mt19937 random(6);
    OnnxBuilder builder;
    const auto x = builder.input("x", {1, 8, 5, 5});
    for (const std::int64_t channels : {wide, 2 * wide}) {
      const auto y = builder.node("Conv", {x, builder.random({channels, 8, 1, 1}, random)});
      builder.output(builder.node("Conv", {y, builder.random({channels, 1, 3, 3}, random)},
                                  {{"group", channels}, {"pads", Integers{1, 1, 1, 1}}}));
    }
    auto graph = simplified(builder.bytes());
    merge_siblings(graph);
    EXPECT_EQ(count_nodes<Convolution>(graph), wide == 4 ? 2U : 4U);
    expect_same(builder.bytes(), graph, {1, 8, 5, 5});
  }
}

TEST(Folding, does_not_merge_heads_that_look_at_different_windows) {
  std::mt19937 random(7);
  OnnxBuilder builder;
  const auto x = builder.input("x", {1, 8, 5, 5});
  for (const std::int64_t stride : {1, 2}) {
    const auto y = builder.node("Conv", {x, builder.random({4, 8, 1, 1}, random)});
    builder.output(builder.node(
        "Conv", {y, builder.random({4, 1, 3, 3}, random)},
        {{"group", std::int64_t{4}}, {"pads", Integers{1, 1, 1, 1}}, {"strides", Integers{stride, stride}}}));
  }
  auto graph = simplified(builder.bytes());
  merge_siblings(graph);
  EXPECT_EQ(count_nodes<Convolution>(graph), 3U);  // the 1x1 ones are one, the depthwise ones stay two
  expect_same(builder.bytes(), graph, {1, 8, 5, 5});
}

}  // namespace
}  // namespace attendsense::vision::infer
