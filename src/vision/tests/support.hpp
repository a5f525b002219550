#pragma once

// What the vision tests share: where the development data and the models are, and a way to skip without them.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <random>

#include "attendsense/base/files.hpp"
#include "attendsense/vision/embedding.hpp"
#include "attendsense/vision/image.hpp"
#include "attendsense/vision/models.hpp"
#include "testing/checkout.hpp"

namespace attendsense::vision {

inline std::filesystem::path data_folder() {
  const char* const chosen = std::getenv("ATTENDSENSE_DATA");  // NOLINT(concurrency-mt-unsafe)
  return chosen != nullptr ? std::filesystem::path(chosen) : checkout().parent_path() / "shared" / "data";
}

inline std::filesystem::path test_models_folder() {
  const char* const chosen = std::getenv("ATTENDSENSE_MODELS");  // NOLINT(concurrency-mt-unsafe)
  return chosen != nullptr ? std::filesystem::path(chosen) : checkout().parent_path() / "shared" / "models";
}

inline bool has_models() {
  for (const FileCheck& check : verify_models(test_models_folder())) {
    if (check.state != FileState::intact) return false;
  }
  return true;
}

#define ATTENDSENSE_NEEDS_DATA(part)                                                           \
  if (!std::filesystem::exists(::attendsense::vision::data_folder() / (part))) {               \
    GTEST_SKIP() << "SKIPPED: no " << (::attendsense::vision::data_folder() / (part)).string() \
                 << "; set ATTENDSENSE_DATA to the development data";                          \
  }

#define ATTENDSENSE_NEEDS_MODELS()                                                                          \
  if (!::attendsense::vision::has_models()) {                                                               \
    GTEST_SKIP() << "SKIPPED: no intact models in " << ::attendsense::vision::test_models_folder().string() \
                 << "; run attendsense models fetch or set ATTENDSENSE_MODELS";                             \
  }

inline Image load_image(const std::filesystem::path& path) {
  const Result<Bytes> file = read_file(path);
  if (!file) {
    ADD_FAILURE() << file.error().text();
    return {};
  }
  Result<Image> image = decode_image(*file);
  if (!image) {
    ADD_FAILURE() << path << ": " << image.error().text();
    return {};
  }
  return std::move(*image);
}

inline std::vector<float> random_values(std::mt19937& chance, std::size_t dimensions) {
  std::normal_distribution<float> normal;
  std::vector<float> values(dimensions);
  for (float& value : values) value = normal(chance);
  return values;
}

}  // namespace attendsense::vision
