#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/core/ids.hpp"

namespace attendsense::core {

struct WebhookPost {
  WebhookDeliveryId delivery;
  std::string url;
  std::vector<std::string> headers;  // "Name: value"
  std::string body;
};

struct WebhookAnswer {
  WebhookDeliveryId delivery;
  std::optional<int> status;  // of HTTP; none: no answer came
  std::string error;          // why none came; empty with a status
  std::optional<std::chrono::seconds> retry_after;
};

// Posts to other people's servers, many at a time. It belongs to one thread, except for wake().
class WebhookTransport {
 public:
  virtual ~WebhookTransport() = default;
  // Begins, and does not wait. What cannot begin is answered like what does not arrive.
  virtual void post(WebhookPost post) = 0;
  // Works until there is an answer, until woken, or for `most`. Each post is answered once, in any order, within the
  // transport's own time limit, as long as this is called.
  [[nodiscard]] virtual std::vector<WebhookAnswer> wait(std::chrono::milliseconds most) = 0;
  // Gives up what is on its way; it is not answered.
  virtual void abandon() = 0;
  // Ends a wait, the next one if none is going on. Safe from any thread.
  virtual void wake() = 0;
};

}  // namespace attendsense::core
