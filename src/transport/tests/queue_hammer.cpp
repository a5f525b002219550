// Uses a capture queue without end, for the test to kill. Usage: queue_hammer
// <queue> <first number> <mode>
//   enqueue  two threads put jobs in
//   work     two threads take and acknowledge
//   both
//   hold     two threads take and do nothing with it
// The queue is the file of an embedded one, or amqp:<name> on the servers of
// the test run. Each call that has returned is written to standard output in
// one piece: "E <capture>", "A <capture>", "T <capture>".

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "attendsense/transport/sqlite_capture_queue.hpp"
#include "testing/amqp_options.hpp"

namespace {

using namespace attendsense;
using std::chrono::milliseconds;

constexpr milliseconds kDeadline{10'000};
constexpr std::size_t kBodySize = 20'000;

void tell(char what, const core::CaptureId& capture) {
  const std::string line = std::string(1, what) + " " + capture.to_string() + "\n";
  if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) std::_Exit(3);  // nobody listens any more
}

core::CaptureJob numbered(int number) {
  core::CaptureJob job;
  for (int i = 0; i < 4; ++i)
    job.capture.uuid.bytes[15U - static_cast<unsigned>(i)] = static_cast<std::uint8_t>(number >> (8 * i));
  job.body.assign(kBodySize, static_cast<std::uint8_t>(number));
  return job;
}

void produce(core::CaptureQueue& queue, std::atomic<int>& next) {
  while (true) {
    const core::CaptureJob job = numbered(next++);
    const auto done = queue.enqueue(job, kDeadline);
    if (!done) std::_Exit(2);
    tell('E', job.capture);
  }
}

void work(core::CaptureQueue& queue) {
  while (true) {
    const auto leased = queue.take(milliseconds(30'000), milliseconds(1000));
    if (!leased) std::_Exit(2);
    if (!*leased) continue;
    const auto done = queue.acknowledge(**leased);
    if (!done) std::_Exit(2);
    if (*done) tell('A', (*leased)->job.capture);
  }
}

void hold(core::CaptureQueue& queue) {
  while (true) {
    const auto leased = queue.take(milliseconds(600'000), milliseconds(1000));
    if (!leased) std::_Exit(2);
    if (*leased) tell('T', (*leased)->job.capture);
  }
}

Result<std::unique_ptr<core::CaptureQueue>> open_queue(const std::string& where, const Clock& clock) {
  if (!where.starts_with("amqp:"))
    return transport::open_sqlite_capture_queue(where, {.max_waiting = 1'000'000}, clock);
  return transport::open_amqp_capture_queue(
      transport::testing_support::amqp_options(attendsense::testing::test_servers().value(), where.substr(5)), clock);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 1;
  const SystemClock clock;
  const auto queue = open_queue(arguments[1], clock);
  if (!queue) return 2;
  std::atomic<int> next = std::atoi(arguments[2]);  // NOLINT(cert-err34-c): written by the test beside
  const std::string mode = arguments[3];
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    if (mode == "enqueue" || mode == "both") threads.emplace_back([&] { produce(**queue, next); });
    if (mode == "work" || mode == "both") threads.emplace_back([&] { work(**queue); });
    if (mode == "hold") threads.emplace_back([&] { hold(**queue); });
  }
  for (auto& thread : threads) thread.join();
  return 0;
}
