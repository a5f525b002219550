#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "attendsense/vision/evaluation.hpp"

namespace attendsense::vision {

// Calls work(i) for 0 <= i < total on several threads until one fails; the first failure is the result.
inline Result<void> for_each_in_parallel(std::size_t total, const EvaluationOptions& options,
                                         const std::function<Result<void>(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::size_t done = 0;
  Result<void> outcome;
  const auto loop = [&] {
    for (std::size_t i = next++; i < total; i = next++) {
      Result<void> result = work(i);
      const std::scoped_lock lock(mutex);
      if (!result) {
        if (outcome) outcome = std::move(result);
        next = total;
        return;
      }
      ++done;
      if (options.progress) options.progress(done, total);
    }
  };
  const unsigned wanted = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < wanted && i < total; ++i) threads.emplace_back(loop);
    loop();
  }
  return outcome;
}

}  // namespace attendsense::vision
