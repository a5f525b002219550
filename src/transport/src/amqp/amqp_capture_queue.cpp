#include "attendsense/transport/amqp_capture_queue.hpp"

#include <optional>

#include "capture_message.hpp"
#include "consumer.hpp"
#include "dead_letters.hpp"
#include "publisher.hpp"

namespace attendsense::transport {

namespace {

using core::CaptureId;
using core::CaptureJob;
using core::Enqueued;
using core::LeasedCapture;
using std::chrono::milliseconds;

std::unexpected<Error> no_account(const char* role) {
  return fail(Failure::forbidden, "queue_account_missing",
              std::string("This process has no account of the queue's ") + role, "Give it one in its configuration");
}

class AmqpCaptureQueue final : public core::CaptureQueue {
 public:
  AmqpCaptureQueue(AmqpOptions options, const Clock& clock) : options_(std::move(options)) {
    if (!options_.publisher.user.empty()) publisher_.emplace(options_);
    if (!options_.consumer.user.empty()) consumer_.emplace(options_, clock);
  }

  Result<Enqueued> enqueue(const CaptureJob& job, milliseconds deadline) override {
    const auto until = std::chrono::steady_clock::now() + deadline;
    if (!publisher_) return no_account("publisher");
    if (Result<void> sent = publisher_->publish(amqp::encode(job), until); !sent) return fail(std::move(sent));
    return Enqueued::added;
  }

  Result<std::optional<LeasedCapture>> take(milliseconds lease, milliseconds wait) override {
    if (!consumer_) return no_account("consumer");
    return consumer_->take(lease, wait);
  }

  Result<bool> keep(const LeasedCapture& leased, milliseconds lease) override {
    return consumer_ && consumer_->keep(leased.receipt, lease);
  }

  Result<bool> acknowledge(const LeasedCapture& leased) override {
    return consumer_ ? consumer_->acknowledge(leased.receipt) : false;
  }

  Result<bool> release(const LeasedCapture& leased, const std::string& reason) override {
    return consumer_ ? consumer_->release(leased.receipt, reason) : false;
  }

  Result<bool> bury(const LeasedCapture& leased, const std::string& reason) override {
    return consumer_ ? consumer_->bury(leased.receipt, reason) : false;
  }

  Result<bool> give_back(const LeasedCapture& leased) override {
    return consumer_ ? consumer_->give_back(leased.receipt) : false;
  }

  Result<core::QueueStatus> status() override {
    const Result<amqp::Depths> depths = amqp::count_messages(options_, any_account());
    if (!depths) return fail(depths.error());
    const amqp::Consumer::Holding here = consumer_ ? consumer_->holding() : amqp::Consumer::Holding{};
    return core::QueueStatus{.waiting = depths->waiting + here.ready + here.paused,
                             .leased = here.leased,
                             .dead = depths->dead,
                             .oldest_waiting = std::nullopt};
  }

  Result<std::vector<core::DeadCapture>> dead(int limit) override {
    if (options_.operator_.user.empty()) return no_account("operator");
    return amqp::list_dead(options_, limit);
  }

  Result<std::int64_t> retry_dead(std::optional<CaptureId> capture) override {
    if (options_.operator_.user.empty()) return no_account("operator");
    return amqp::revive_dead(options_, capture);
  }

 private:
  // Every account may count.
  [[nodiscard]] const AmqpAccount& any_account() const {
    if (!options_.operator_.user.empty()) return options_.operator_;
    return options_.publisher.user.empty() ? options_.consumer : options_.publisher;
  }

  const AmqpOptions options_;
  std::optional<amqp::Publisher> publisher_;
  std::optional<amqp::Consumer> consumer_;
};

}  // namespace

Result<std::unique_ptr<core::CaptureQueue>> open_amqp_capture_queue(AmqpOptions options, const Clock& clock) {
  if (options.publisher.user.empty() && options.consumer.user.empty() && options.operator_.user.empty())
    return no_account("publisher, consumer or operator");
  return std::make_unique<AmqpCaptureQueue>(std::move(options), clock);
}

}  // namespace attendsense::transport
