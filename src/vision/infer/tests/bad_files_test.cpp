// Files that are damaged, unfinished or made by somebody who means harm: always an error, never a crash.

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "attendsense/base/files.hpp"
#include "attendsense/vision/infer/engine.hpp"
#include "model_files.hpp"
#include "onnx_builder.hpp"

namespace attendsense::vision::infer {
namespace {

class BadFile : public testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, BytesView content) {
    const auto path = folder_.path() / name;
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    return path;
  }

  std::filesystem::path write(const std::string& name, const std::string& content) {
    return write(name, as_bytes(content));
  }

  // The error of loading; fails the test if there is none.
  static Error error_of(const std::filesystem::path& path) {
    auto model = Model::load(path);
    if (model) ADD_FAILURE() << path << " was loaded";
    return model ? Error{} : model.error();
  }

  // Loads and, if that goes well, compiles and runs: a flipped bit in a weight is no error, but may not crash.
  static void try_everything(const std::filesystem::path& path, const Shape& shape) {
    const auto model = Model::load(path);
    if (!model) {
      EXPECT_FALSE(model.error().code.empty());
      return;
    }
    const auto session = Session::compile(*model, shape);
    if (!session) return;
    std::ranges::fill((*session)->input(), 1.0F);
    (*session)->run();
  }

  static Bytes small_network() {
    std::mt19937 random(1);
    OnnxBuilder builder;
    auto x = builder.input("x", {1, 3, 8, 8});
    x = builder.node("Conv", {x, builder.random({4, 3, 3, 3}, random)},
                     {{"pads", std::vector<std::int64_t>{1, 1, 1, 1}}, {"strides", std::vector<std::int64_t>{2, 2}}});
    x = builder.node("PRelu", {x, builder.random({4, 1, 1}, random)});
    x = builder.node("MaxPool", {x}, {{"kernel_shape", std::vector<std::int64_t>{2, 2}}});
    x = builder.node("Reshape", {x, builder.integers({1, -1})});
    builder.output(builder.node("Gemm", {x, builder.random({36, 5}, random), builder.random({5}, random)}));
    return builder.bytes();
  }

  TemporaryFolder folder_;
};

TEST_F(BadFile, that_is_missing_is_named_with_a_remedy) {
  const auto error = error_of(folder_.path() / "nowhere.onnx");
  EXPECT_EQ(error.code, "model_missing");
  EXPECT_EQ(error.failure, Failure::not_found);
  EXPECT_NE(error.message.find("nowhere.onnx"), std::string::npos);
  EXPECT_FALSE(error.remedy.empty());
}

TEST_F(BadFile, that_is_something_else_is_unreadable) {
  for (const std::string content : {"", "hello", "<html>not found</html>"}) {
    EXPECT_EQ(error_of(write("a.onnx", content)).code, "model_unreadable");
    write("a.bin", std::string());
    EXPECT_EQ(error_of(write("a.xml", content)).code, "model_unreadable");
  }
}

TEST_F(BadFile, of_onnx_truncated_anywhere_gives_an_error) {
  const auto whole = small_network();
  ASSERT_TRUE(Model::load(write("whole.onnx", whole)).has_value());
  for (std::size_t size = 0; size + 1 < whole.size(); size += 5) {
    try_everything(write("part.onnx", BytesView(whole).first(size)), {1, 3, 8, 8});
  }
  EXPECT_EQ(error_of(write("part.onnx", BytesView(whole).first(whole.size() / 2))).code, "model_unreadable");
}

TEST_F(BadFile, of_onnx_with_any_bit_flipped_does_not_crash) {
  const auto whole = small_network();
  std::mt19937 random(2);
  for (int i = 0; i < 800; ++i) {
    auto bytes = whole;
    const auto flips = 1 + random() % 3;
    for (unsigned flip = 0; flip < flips; ++flip)
      bytes[random() % bytes.size()] ^= static_cast<std::uint8_t>(1U << random() % 8);
    try_everything(write("flipped.onnx", bytes), {1, 3, 8, 8});
  }
}

TEST_F(BadFile, with_an_unknown_operator_names_it_and_its_node) {
  OnnxBuilder builder;
  const auto x = builder.input("x", {1, 3, 8, 8});
  const auto y = builder.node("Mystery", {x});
  builder.output(y);
  const auto error = error_of(write("mystery.onnx", builder.bytes()));
  EXPECT_EQ(error.code, "model_operator_unsupported");
  EXPECT_EQ(error.failure, Failure::unsupported);
  EXPECT_NE(error.message.find("Mystery"), std::string::npos) << error.message;
  EXPECT_NE(error.message.find("the " + y), std::string::npos) << error.message;
}

TEST_F(BadFile, with_shapes_that_do_not_fit_is_unreadable) {
  using Integers = std::vector<std::int64_t>;
  std::mt19937 random(3);
  const std::vector<std::function<std::string(OnnxBuilder&, const std::string&)>> mistakes{
      [&](auto& b, auto& x) { return b.node("Conv", {x, b.random({4, 5, 3, 3}, random)}); },
      [&](auto& b, auto& x) { return b.node("Conv", {x, b.random({4, 3, 9, 9}, random)}); },
      [&](auto& b, auto& x) { return b.node("Conv", {x, b.random({4, 3}, random)}); },
      [&](auto& b, auto& x) { return b.node("Conv", {x}); },
      [&](auto& b, auto& x) { return b.node("Conv", {x, b.floats({0, 3, 1, 1}, {})}); },
      [&](auto& b, auto& x) { return b.node("Conv", {x, b.random({4, 3, 1, 1}, random), b.random({3}, random)}); },
      [&](auto& b, auto& x) {
        return b.node("Conv", {x, b.random({4, 3, 1, 1}, random)}, {{"group", std::int64_t{0}}});
      },
      [&](auto& b, auto& x) {
        return b.node("Conv", {x, b.random({4, 3, 1, 1}, random)}, {{"strides", Integers{0, 1}}});
      },
      [&](auto& b, auto& x) {
        return b.node("Conv", {x, b.random({4, 3, 1, 1}, random)}, {{"pads", Integers{-1, 0, 0, 0}}});
      },
      [&](auto& b, auto& x) { return b.node("MaxPool", {x}, {{"kernel_shape", Integers{std::int64_t{1} << 62, 1}}}); },
      [&](auto& b, auto& x) { return b.node("PRelu", {x, b.random({5, 1, 1}, random)}); },
      [&](auto& b, auto& x) { return b.node("Add", {x, b.random({1, 3, 5, 8}, random)}); },
      [&](auto& b, auto& x) { return b.node("Reshape", {x, b.integers({1, 7, -1})}); },
      [&](auto& b, auto& x) {
        return b.node("Reshape", {x, b.integers({std::int64_t{1} << 40, std::int64_t{1} << 40})});
      },
      [&](auto& b, auto& x) { return b.node("Transpose", {x}, {{"perm", Integers{0, 1, 1, 9}}}); },
      [&](auto& b, auto& x) { return b.node("MatMul", {b.node("Flatten", {x}), b.random({7, 2}, random)}); },
      [&](auto& b, auto& x) { return b.node("Flatten", {x}, {{"axis", std::int64_t{9}}}); },
      [&](auto& b, auto& x) {
        return b.node("BatchNormalization",
                      {x, b.random({4}, random), b.random({4}, random), b.random({4}, random), b.random({4}, random)});
      },
      [&](auto&, auto&) { return std::string("nobody makes this"); },
  };
  for (std::size_t i = 0; i < mistakes.size(); ++i) {
    OnnxBuilder builder;
    const auto x = builder.input("x", {1, 3, 8, 8});
    builder.output(mistakes[i](builder, x));
    const auto error = error_of(write("mistake.onnx", builder.bytes()));
    EXPECT_TRUE(error.code == "model_unreadable" || error.code == "model_operator_unsupported") << i << error.message;
    EXPECT_FALSE(error.message.empty());
  }
}

TEST_F(BadFile, whose_nodes_run_in_a_circle_is_unreadable) {
  OnnxBuilder builder;
  const auto x = builder.input("x", {1, 3, 8, 8});
  builder.output(builder.node("Add", {x, "Relu1"}));  // Relu1 reads this sum
  builder.node("Relu", {"Add0"});
  EXPECT_EQ(error_of(write("circle.onnx", builder.bytes())).code, "model_unreadable");
}

// A network in OpenVINO's format: x * weights, a 1x1 convolution of 3 to 2 channels, with FP16 weights.
std::string small_ir(const std::string& offset, const std::string& size, const std::string& shape = "2, 3, 1, 1") {
  const auto port = [](const char* id) { return std::string("<port id=\"") + id + "\"/>"; };
  return R"(<?xml version="1.0"?><net name="n" version="11"><layers>
    <layer id="0" name="x" type="Parameter" version="opset1"><data shape="1,3,4,4" element_type="f32"/><output>)" +
         port("0") + R"(</output></layer>
    <layer id="1" name="w" type="Const" version="opset1"><data element_type="f16" shape=")" +
         shape + R"(" offset=")" + offset + R"(" size=")" + size + R"("/><output>)" + port("0") + R"(</output></layer>
    <layer id="2" name="wf" type="Convert" version="opset1"><data destination_type="f32"/><input>)" +
         port("0") + "</input><output>" + port("1") + R"(</output></layer>
    <layer id="3" name="y" type="Convolution" version="opset1"><data strides="1, 1" dilations="1, 1" pads_begin="0, 0"
      pads_end="0, 0" auto_pad="explicit"/><input>)" +
         port("0") + port("1") + "</input><output>" + port("2") +
         R"(</output></layer>
    <layer id="4" name="r" type="Result" version="opset1"><input>)" +
         port("0") + R"(</input></layer></layers><edges>
    <edge from-layer="0" from-port="0" to-layer="3" to-port="0"/><edge from-layer="1" from-port="0" to-layer="2" to-port="0"/>
    <edge from-layer="2" from-port="1" to-layer="3" to-port="1"/><edge from-layer="3" from-port="2" to-layer="4" to-port="0"/>
    </edges></net>)";
}

// 1, 2, -0.5, 0, 65504 and the smallest subnormal, as FP16.
const Bytes kHalves{0x00, 0x3C, 0x00, 0x40, 0x00, 0xB8, 0x00, 0x00, 0xFF, 0x7B, 0x01, 0x00};

TEST_F(BadFile, none_but_a_good_openvino_network_computes) {
  write("good.bin", kHalves);
  const auto model = Model::load(write("good.xml", small_ir("0", "12")));
  ASSERT_TRUE(model.has_value()) << model.error().message;
  auto session = Session::compile(*model, {1, 3, 4, 4});
  ASSERT_TRUE(session.has_value());
  std::ranges::fill((*session)->input(), 1.0F);
  (*session)->run();
  EXPECT_FLOAT_EQ((*session)->output(0)[0], 2.5F);
  EXPECT_FLOAT_EQ((*session)->output(0)[16], 65504.0F + 0x1p-24F);
  EXPECT_EQ((*model)->outputs().at(0).name, "y");
}

TEST_F(BadFile, of_openvino_that_points_beyond_its_weights_is_unreadable) {
  write("bad.bin", kHalves);
  for (const auto& [offset, size] :
       {std::pair("2", "12"), std::pair("-1", "12"), std::pair("0", "10"), std::pair("12", "12"),
        std::pair("9223372036854775807", "12"), std::pair("18446744073709551615", "12"), std::pair("0", ""),
        std::pair("x", "12"), std::pair("0", "-12")}) {
    EXPECT_EQ(error_of(write("bad.xml", small_ir(offset, size))).code, "model_unreadable") << offset << "+" << size;
  }
  for (const std::string shape :
       {"2, 3, 1", "2, 3, 1, 1, 1", "2, 2, 1, 1", "-2, -3, 1, 1", "4294967296, 4294967296, 1, 1", "a", ""}) {
    EXPECT_EQ(error_of(write("bad.xml", small_ir("0", "12", shape))).code, "model_unreadable") << shape;
  }
}

TEST_F(BadFile, of_openvino_without_its_weights_names_them) {
  const auto error = error_of(write("alone.xml", small_ir("0", "12")));
  EXPECT_EQ(error.code, "model_missing");
  EXPECT_NE(error.message.find("alone.bin"), std::string::npos) << error.message;
}

TEST_F(BadFile, of_openvino_truncated_or_flipped_does_not_crash) {
  const auto whole = small_ir("0", "12");
  write("part.bin", kHalves);
  for (std::size_t size = 0; size < whole.size(); size += 17) {
    try_everything(write("part.xml", whole.substr(0, size)), {1, 3, 4, 4});
  }
  std::mt19937 random(4);
  for (int i = 0; i < 600; ++i) {
    auto text = whole;
    text[random() % text.size()] = static_cast<char>(' ' + random() % 95);
    try_everything(write("part.xml", text), {1, 3, 4, 4});
  }
}

TEST_F(BadFile, made_of_a_published_model_does_not_crash) {
  ATTENDSENSE_NEEDS_MODELS("face_detection_yunet_2023mar.onnx");
  const auto whole = read_file(models_folder() / "face_detection_yunet_2023mar.onnx").value();
  std::mt19937 random(5);
  for (int i = 0; i < 60; ++i) {
    try_everything(write("part.onnx", BytesView(whole).first(random() % whole.size())), {1, 3, 64, 64});
    auto bytes = whole;
    for (int flip = 0; flip < 8; ++flip)
      bytes[random() % bytes.size()] ^= static_cast<std::uint8_t>(1U << random() % 8);
    try_everything(write("flipped.onnx", bytes), {1, 3, 64, 64});
  }
}

}  // namespace
}  // namespace attendsense::vision::infer
