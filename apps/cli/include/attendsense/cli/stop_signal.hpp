#pragma once

#include <chrono>

namespace attendsense::cli {

// SIGINT and SIGTERM as something to wait for. Make it first in main, before any thread: threads inherit the mask.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  // Which signal came.
  int wait();
  // Whether one came within the time.
  bool wait_for(std::chrono::milliseconds time);

 private:
  int descriptor_;
};

}  // namespace attendsense::cli
