#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace attendsense::api::http {

// A body whose length nobody knows yet, as the connection that sends it sees it. Filled on other threads.
class BodyStream {
 public:
  // broken: what is missing will not come. The client must notice, so the connection is closed without an end.
  enum class End { not_yet, complete, broken };

  // All that is there, and what comes after it.
  struct Taken {
    std::string text;
    End end = End::not_yet;
  };

  virtual ~BodyStream() = default;

  [[nodiscard]] virtual Taken take() = 0;
  // `wake` is called after each change, on the thread that makes it, until it is replaced by nothing; after that call
  // returns it is not running any more.
  virtual void on_change(std::function<void()> wake) = 0;
  // The connection takes no more: it has sent everything, or it has ended. On the connection's thread.
  virtual void abandon() = 0;
  // The server stops: whether the stream ends by itself in good time, or has now been told to end early.
  virtual void drain() = 0;

  // Called when nothing else has been sent for a while; what it returns is sent. On the connection's thread; must not
  // block.
  virtual std::string_view heartbeat() { return {}; }

  // Whether a client that has closed its sending side has left. Who downloads may close it and still read.
  [[nodiscard]] virtual bool ends_with_half_close() const { return false; }
};

}  // namespace attendsense::api::http
