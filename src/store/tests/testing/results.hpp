#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <utility>

#include "attendsense/base/result.hpp"

namespace attendsense::store::testing {

// The value of what must succeed; the test fails with the error's words where it did not.
template <class Value>
Value must(Result<Value> result) {
  if (!result) throw std::runtime_error(result.error().code + ": " + result.error().text());
  if constexpr (!std::is_void_v<Value>) return *std::move(result);
}

template <class Value>
::testing::AssertionResult fails_with(const Result<Value>& result, Failure failure, std::string_view code) {
  if (result) return ::testing::AssertionFailure() << "succeeded, expected " << code;
  const Error& error = result.error();
  if (error.failure == failure && error.code == code) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << "failed with " << to_string(error.failure) << " " << error.code << ": "
                                       << error.text();
}

}  // namespace attendsense::store::testing
