// Each vector kernel of each instruction set against the same thing written plainly.

#include "kernels.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "weights.hpp"

namespace attendsense::vision::infer {
namespace {

std::vector<float> random_floats(std::size_t count, unsigned seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<float> distribution(-2, 2);
  std::vector<float> values(count);
  for (auto& value : values) value = distribution(generator);
  return values;
}

float finish(float value, Post post, float slope) {
  if (post == Post::none || !(value < 0)) return value;
  return post == Post::relu ? 0 : value * slope;
}

class EveryKernel : public testing::TestWithParam<const Kernels*> {
 protected:
  const Kernels& kernels_ = *GetParam();
};

TEST_P(EveryKernel, product_of_any_width_and_depth) {
  for (const Post post : {Post::none, Post::relu, Post::slopes}) {
    for (const std::size_t width : {1, 2, 5, 6, 7, 12, 13, 29}) {
      for (const std::size_t units : {1, 2, 3, 4, 5, 6, 7, 9}) {
        const std::size_t taps = 5 + width;
        const std::size_t outputs = units * kUnit;
        const auto weights = random_floats(outputs * taps, 1);
        const auto packed = pack_product(weights, outputs, taps);
        const auto bias = random_floats(outputs, 2);
        const auto slopes = random_floats(outputs, 3);
        const auto source = random_floats(width * taps, 4);
        const auto residual = random_floats(width * outputs, 5);
        std::vector<float> out(width * outputs);
        const float* source_row = source.data();
        const float* residual_row = residual.data();
        float* out_row = out.data();
        kernels_.product({.weights = packed.data(),
                          .bias = bias.data(),
                          .slopes = slopes.data(),
                          .post = post,
                          .offsets = nullptr,
                          .taps = taps,
                          .units = units,
                          .source_step = taps,
                          .destination_step = outputs,
                          .residual_step = outputs},
                         {&source_row, &residual_row, &out_row, 1, width});
        for (std::size_t i = 0; i < out.size(); ++i) {
          const auto o = i % outputs;
          double sum = bias[o] + residual[i];
          for (std::size_t k = 0; k < taps; ++k) {
            sum += static_cast<double>(source[i / outputs * taps + k]) * weights[o * taps + k];
          }
          ASSERT_NEAR(finish(static_cast<float>(sum), post, slopes[o]), out[i], 1e-3)
              << width << " wide, " << units << " units, element " << i;
        }
      }
    }
  }
}

TEST_P(EveryKernel, depthwise_windows_of_any_size_and_stride) {
  for (const auto& [kernel, stride] : {std::pair(3, 1), std::pair(3, 2), std::pair(5, 1), std::pair(2, 3)}) {
    for (const std::size_t width : {1, 2, 3, 8, 11, 17}) {
      const std::size_t channels = 32;
      const auto size = static_cast<std::size_t>(kernel);
      const auto step = static_cast<std::size_t>(stride);
      const auto weights = random_floats(size * size * channels, 1);
      const auto bias = random_floats(channels, 2);
      const auto slopes = random_floats(channels, 3);
      const auto columns = (width - 1) * step + size;
      const auto source = random_floats(size * columns * channels, 4);
      std::vector<const float*> rows;
      for (std::size_t ky = 0; ky < size; ++ky) rows.push_back(source.data() + ky * columns * channels);
      const Depthwise window{.weights = weights.data(),
                             .bias = bias.data(),
                             .slopes = slopes.data(),
                             .post = Post::slopes,
                             .kernel_height = size,
                             .kernel_width = size,
                             .stride = step,
                             .channels = channels};
      std::vector<float> sums(width * channels);
      std::vector<float> largest(width * channels);
      kernels_.depthwise(window, rows.data(), sums.data(), width);
      kernels_.max_pool(window, rows.data(), largest.data(), width);
      for (std::size_t i = 0; i < sums.size(); ++i) {
        const auto [x, c] = std::pair(i / channels, i % channels);
        float sum = bias[c];
        float most = -std::numeric_limits<float>::infinity();
        for (std::size_t ky = 0; ky < size; ++ky) {
          for (std::size_t kx = 0; kx < size; ++kx) {
            const float value = rows[ky][(x * step + kx) * channels + c];
            sum += value * weights[(ky * size + kx) * channels + c];
            most = std::max(most, value);
          }
        }
        ASSERT_NEAR(finish(sum, Post::slopes, slopes[c]), sums[i], 1e-4) << kernel << "/" << stride << ", " << width;
        ASSERT_EQ(most, largest[i]);
      }
    }
  }
}

TEST_P(EveryKernel, elementwise_ones) {
  const std::size_t pixels = 7;
  const std::size_t channels = 48;
  const auto a = random_floats(pixels * channels, 1);
  const auto b = random_floats(pixels * channels, 2);
  const auto factors = random_floats(channels, 3);
  std::vector<float> out(a.size());
  kernels_.add(a.data(), b.data(), a.size(), out.data());
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_EQ(out[i], a[i] + b[i]);
  kernels_.gate(a.data(), factors.data(), b.data(), pixels, channels, out.data());
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_NEAR(out[i], a[i] * factors[i % channels] + b[i], 1e-5);
  kernels_.gate(a.data(), factors.data(), nullptr, pixels, channels, out.data());
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_EQ(out[i], a[i] * factors[i % channels]);
  kernels_.activate(a.data(), factors.data(), Post::slopes, pixels, channels, out.data());
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_EQ(out[i], finish(a[i], Post::slopes, factors[i % channels]));
  kernels_.add_upsampled(a.data(), b.data(), 3, channels, out.data(), pixels);
  for (std::size_t i = 0; i < a.size(); ++i) {
    ASSERT_EQ(out[i], a[i] + b[i / channels / 3 * channels + i % channels]);
  }
  kernels_.average(a.data(), pixels, channels, out.data());
  for (std::size_t c = 0; c < channels; ++c) {
    double sum = 0;
    for (std::size_t p = 0; p < pixels; ++p) sum += a[p * channels + c];
    ASSERT_NEAR(out[c], sum / pixels, 1e-5);
  }
}

TEST_P(EveryKernel, sigmoid_over_its_whole_range) {
  std::vector<float> in;
  for (float x = -100; x < 100; x += 0.37F) in.push_back(x);
  in.push_back(-std::numeric_limits<float>::infinity());
  in.push_back(std::numeric_limits<float>::infinity());
  in.push_back(std::numeric_limits<float>::quiet_NaN());
  const auto given = in.size();
  in.resize(round_up_to_unit(given));
  std::vector<float> out(in.size());
  kernels_.sigmoid(in.data(), in.size(), out.data());
  for (std::size_t i = 0; i + 1 < given; ++i) {
    const double exact = 1 / (1 + std::exp(-static_cast<double>(in[i])));
    ASSERT_NEAR(out[i], exact, 3e-7 * exact + 1e-37) << in[i];
  }
  EXPECT_TRUE(std::isnan(out[given - 1]));
}

TEST_P(EveryKernel, not_a_number_goes_through_activations) {
  std::vector<float> in(kUnit, std::numeric_limits<float>::quiet_NaN());
  std::vector<float> out(kUnit);
  const std::vector<float> slopes(kUnit, 0.5F);
  for (const Post post : {Post::none, Post::relu, Post::slopes}) {
    kernels_.activate(in.data(), slopes.data(), post, 1, kUnit, out.data());
    for (const float value : out) EXPECT_TRUE(std::isnan(value));
  }
}

INSTANTIATE_TEST_SUITE_P(InstructionSets, EveryKernel, testing::ValuesIn(available_kernels()),
                         [](const auto& test) { return std::string(test.param->name); });

}  // namespace
}  // namespace attendsense::vision::infer
