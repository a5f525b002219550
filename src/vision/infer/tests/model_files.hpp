#pragma once

// Where the published models lie, for tests that need them.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "testing/checkout.hpp"

namespace attendsense::vision::infer {

// $ATTENDSENSE_MODELS, else the folder that a developer keeps beside the checkout.
inline std::filesystem::path models_folder() {
  const char* const chosen = std::getenv("ATTENDSENSE_MODELS");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  if (chosen != nullptr && *chosen != '\0') return chosen;
  return checkout().parent_path() / "shared" / "models";
}

}  // namespace attendsense::vision::infer

// Skips the test, with a line that says why, unless all these model files are there.
#define ATTENDSENSE_NEEDS_MODELS(...)                                                                        \
  for (const std::string needed : {__VA_ARGS__}) {                                                           \
    if (!std::filesystem::exists(attendsense::vision::infer::models_folder() / needed)) {                    \
      GTEST_SKIP() << "the model " << needed << " is not in " << attendsense::vision::infer::models_folder() \
                   << "; set ATTENDSENSE_MODELS";                                                            \
    }                                                                                                        \
  }                                                                                                          \
  static_assert(true)
