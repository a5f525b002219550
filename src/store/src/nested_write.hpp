#pragma once

#include <utility>

#include "attendsense/base/result.hpp"

namespace attendsense::store {

// Notices a write() inside of a write() of the same store on the same thread, which would wait for itself.
class NestedWrite {
 public:
  explicit NestedWrite(const void* store) : outer_(std::exchange(writing_in, store)), nested_(outer_ == store) {}

  ~NestedWrite() { writing_in = outer_; }

  NestedWrite(const NestedWrite&) = delete;
  NestedWrite& operator=(const NestedWrite&) = delete;

  [[nodiscard]] bool is_nested() const { return nested_; }

  [[nodiscard]] static std::unexpected<Error> refuse() {
    return fail(Failure::internal, "store_nested_write", "A write transaction was begun inside of another one",
                "Use the transaction that is there");
  }

 private:
  // The store in whose write() this thread is.
  static inline thread_local const void* writing_in = nullptr;

  const void* const outer_;
  const bool nested_;
};

}  // namespace attendsense::store
