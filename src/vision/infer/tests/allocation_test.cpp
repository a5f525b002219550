// run() may not allocate: this unit counts what the calling thread takes from the heap.

#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "attendsense/vision/infer/engine.hpp"
#include "model_files.hpp"

namespace {

thread_local std::size_t allocations = 0;

void* take(std::size_t size) {
  ++allocations;
  void* const block = std::malloc(size == 0 ? 1 : size);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

}  // namespace

void* operator new(std::size_t size) {
  return take(size);
}

void* operator new[](std::size_t size) {
  return take(size);
}

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}

void* operator new[](std::size_t size, const std::nothrow_t& tag) noexcept {
  return operator new(size, tag);
}

void operator delete(void* block) noexcept {
  std::free(block);
}

void operator delete[](void* block) noexcept {
  std::free(block);
}

void operator delete(void* block, std::size_t) noexcept {
  std::free(block);
}

void operator delete[](void* block, std::size_t) noexcept {
  std::free(block);
}

namespace attendsense::vision::infer {
namespace {

class Allocation : public testing::TestWithParam<std::pair<const char*, std::int64_t>> {};

TEST_P(Allocation, does_not_happen_while_a_session_runs) {
  const auto& [file, side] = GetParam();
  ATTENDSENSE_NEEDS_MODELS(file);
  const auto model = Model::load(models_folder() / file);
  ASSERT_TRUE(model.has_value()) << model.error().message;
  const auto session = Session::compile(*model, {1, 3, side, side});
  ASSERT_TRUE(session.has_value()) << session.error().message;
  std::ranges::fill((*session)->input(), 100.0F);
  (*session)->run();
  const auto before = allocations;
  ASSERT_GT(before, 0U);
  (*session)->run();
  EXPECT_EQ(allocations, before);
}

INSTANTIATE_TEST_SUITE_P(Networks, Allocation,
                         testing::Values(std::pair("face_detection_yunet_2023mar.onnx", 96),
                                         std::pair("face-reidentification-retail-0095.xml", 128),
                                         std::pair("2.7_80x80_MiniFASNetV2.onnx", 80),
                                         std::pair("4_0_0_80x80_MiniFASNetV1SE.onnx", 80)));

}  // namespace
}  // namespace attendsense::vision::infer
