#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

#include "attendsense/core/ports/webhook_transport.hpp"

namespace attendsense::service::testing {

// Receivers that answer as the test says, at once or never.
class ScriptedTransport final : public core::WebhookTransport {
 public:
  // Status of HTTP; 0: no answer comes in time; nothing: still waiting.
  using Script = std::function<std::optional<int>(const core::WebhookPost&)>;

  void answer_by(Script script) {
    const std::scoped_lock lock(mutex_);
    script_ = std::move(script);
  }

  void post(core::WebhookPost post) override {
    const std::scoped_lock lock(mutex_);
    posts_.push_back(post);
    const std::optional<int> status = script_ ? script_(post) : 200;
    if (!status) return;
    core::WebhookAnswer answer{.delivery = post.delivery, .status = {}, .error = {}, .retry_after = {}};
    if (*status != 0) answer.status = *status;
    if (*status == 0) answer.error = "Timed out";
    answers_.push_back(answer);
    bell_.notify_all();
  }

  std::vector<core::WebhookAnswer> wait(std::chrono::milliseconds most) override {
    std::unique_lock lock(mutex_);
    bell_.wait_for(lock, most, [&] { return woken_ || !answers_.empty(); });
    woken_ = false;
    return std::exchange(answers_, {});
  }

  void abandon() override {
    const std::scoped_lock lock(mutex_);
    answers_.clear();
  }

  void wake() override {
    const std::scoped_lock lock(mutex_);
    woken_ = true;
    bell_.notify_all();
  }

  [[nodiscard]] std::vector<core::WebhookPost> posts() {
    const std::scoped_lock lock(mutex_);
    return posts_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable bell_;
  Script script_;
  std::vector<core::WebhookPost> posts_;
  std::vector<core::WebhookAnswer> answers_;
  bool woken_ = false;
};

}  // namespace attendsense::service::testing
