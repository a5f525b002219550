#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "http/body_stream.hpp"

namespace attendsense::api::http {

// Text on its way to one client that listens, bounded. A client that does not keep up is not waited for: the stream
// accepts no more, delivers what it holds and ends, and the client comes back with the id of the last event it got.
// Safe from any thread.
class EventStream final : public BodyStream {
 public:
  explicit EventStream(std::size_t capacity) : capacity_(capacity) {}

  // Whether the text was taken as a whole. Not: it does not fit, or the stream is closed; either way it is closed now.
  bool push(std::string_view text);
  // Ends after what it holds.
  void close();
  [[nodiscard]] bool closed() const;
  // Whether it was closed because the client did not keep up.
  [[nodiscard]] bool overflowed() const;

  // What it holds; complete once it is closed.
  [[nodiscard]] Taken take() override;
  void on_change(std::function<void()> wake) override;

  void abandon() override { close(); }

  void drain() override { close(); }

  // A comment, so that the client and all between see that the stream lives.
  std::string_view heartbeat() override;

  // A client says nothing on a stream of events; one that will say nothing more is gone.
  [[nodiscard]] bool ends_with_half_close() const override { return true; }

  // Set before the response is handed over: called on the I/O thread with each heartbeat; must not block.
  std::function<void()> on_heartbeat;

 private:
  void wake();

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::string text_;
  bool closed_ = false;
  bool overflowed_ = false;
  std::mutex waking_;  // held while `wake_` runs
  std::function<void()> wake_;
};

}  // namespace attendsense::api::http
