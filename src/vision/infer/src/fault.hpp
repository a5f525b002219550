#pragma once

// Failures inside this library travel as exceptions; Model::load and Session::compile, its only doors, turn them into
// an Error once.

#include <stdexcept>
#include <string>

#include "attendsense/base/result.hpp"

namespace attendsense::vision::infer {

class ModelFault : public std::runtime_error {
 public:
  ModelFault(Failure failure, std::string code, const std::string& message)
      : std::runtime_error(message), failure_(failure), code_(std::move(code)) {}

  [[nodiscard]] Failure failure() const { return failure_; }

  [[nodiscard]] const std::string& code() const { return code_; }

 private:
  Failure failure_;
  std::string code_;
};

[[noreturn]] inline void throw_unreadable(const std::string& message) {
  throw ModelFault(Failure::corrupt, "model_unreadable", message);
}

[[noreturn]] inline void throw_unsupported(const std::string& message) {
  throw ModelFault(Failure::unsupported, "model_operator_unsupported", message);
}

}  // namespace attendsense::vision::infer
