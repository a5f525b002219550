#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <thread>
#include <vector>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/metrics.hpp"
#include "attendsense/core/ports/store.hpp"
#include "attendsense/core/ports/webhook_transport.hpp"

namespace attendsense::service {

// From a try that failed to the next; a day altogether. Each is stretched or shortened by up to a tenth, so that what
// failed together does not come together again.
[[nodiscard]] std::vector<std::chrono::seconds> webhook_retries();

struct WebhookOptions {
  std::chrono::milliseconds poll{1000};             // for what other parts and processes wrote
  std::chrono::milliseconds longest_pause{10'000};  // between tries while the database is away
  std::size_t at_once = 256;                        // posts on their way
  std::size_t at_once_each = 4;                     // to one webhook, so that a slow one holds up nobody else
  std::vector<std::chrono::seconds> retries = webhook_retries();
  std::chrono::hours patience{72};  // with a webhook at which nothing arrives; then it is switched off
  std::chrono::hours keep_deliveries{24 * 30};
};

// One thread that follows the outbox, writes down for each event who is to be told of it, and posts that, signed, until
// it has arrived or its tries are over. Each delivery arrives at least once, in no order, and under the id of its
// event: after a crash what was on its way is posted again. Of many processes that have a dispatcher one leads; the
// others ask every `poll` whether they may.
class WebhookDispatcher {
 public:
  // Starts at once. All that is given must outlive the dispatcher; the transport is its own.
  WebhookDispatcher(core::Store& store, core::WebhookTransport& transport, const Clock& clock,
                    metrics::Registry& metrics, WebhookOptions options = {});
  // As stop().
  ~WebhookDispatcher();
  WebhookDispatcher(const WebhookDispatcher&) = delete;
  WebhookDispatcher& operator=(const WebhookDispatcher&) = delete;

  // Gives up what is on its way, for the next one to post, and notes where it stands. Repeatable.
  void stop();

 private:
  void run(const std::stop_token& stop);
  // Whether this dispatcher is the one; asks for it if not. A new leader knows nothing.
  [[nodiscard]] Result<bool> lead();
  void forget();
  // Does what can be done now. Whether there may be more at once.
  [[nodiscard]] Result<bool> advance();
  [[nodiscard]] Result<void> settle();
  void count(const std::vector<core::WebhookAnswer>& answers) const;
  [[nodiscard]] Result<bool> follow_outbox();
  [[nodiscard]] Result<void> post_due(Instant now);
  void post(const core::Webhook& webhook, const core::WebhookDelivery& delivery, Instant now);
  [[nodiscard]] Result<void> tidy(Instant now);
  [[nodiscard]] Result<void> save(Instant now);

  core::Store& store_;
  core::WebhookTransport& transport_;
  const Clock& clock_;
  metrics::Registry& metrics_;
  const WebhookOptions options_;
  std::minstd_rand chance_{std::random_device{}()};
  std::unique_ptr<core::Leadership> leadership_;
  std::optional<std::int64_t> position_;  // in the outbox; none: not read yet
  std::int64_t saved_ = 0;
  Instant saved_at_;
  Instant tidied_at_;
  std::map<core::WebhookDeliveryId, core::WebhookId> on_their_way_;  // also while the answer is not written down
  std::vector<core::WebhookAnswer> answers_;                         // not written down yet
  std::jthread thread_;                                              // last: ends before what it uses
};

}  // namespace attendsense::service
