#pragma once

#include <functional>

#include "attendsense/base/result.hpp"

namespace attendsense::service {

// What a change depends on: asked, within the transaction that makes the change, about the thing as it is. Its error is
// handed on and nothing is changed. Empty: whatever it is like.
template <class Thing>
using Precondition = std::function<Result<void>(const Thing&)>;

template <class Thing>
[[nodiscard]] Result<void> require(const Precondition<Thing>& precondition, const Thing& as_it_is) {
  return precondition ? precondition(as_it_is) : Result<void>();
}

}  // namespace attendsense::service
