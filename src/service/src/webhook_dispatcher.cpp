#include "attendsense/service/webhook_dispatcher.hpp"

#include <algorithm>
#include <charconv>

#include "attendsense/base/log.hpp"
#include "attendsense/base/metrics_catalogue.hpp"
#include "attendsense/crypto/webhook_signature.hpp"
#include "outbox_position.hpp"
#include "webhooks/fan_out.hpp"
#include "webhooks/settlement.hpp"

namespace attendsense::service {
namespace {

constexpr const char* kLeadership = "webhooks";
constexpr std::chrono::milliseconds kFirstPause{100};
constexpr std::chrono::minutes kTidyInterval{60};
// How far behind the noted position may be: what is between is looked at again after a crash and found written down.
constexpr std::chrono::seconds kSaveInterval{30};

Result<std::int64_t> read_position(core::Store& store) {
  return core::read_from(store, [](core::Transaction& transaction) -> Result<std::int64_t> {
    Result<std::optional<std::string>> text = transaction.settings().get(kWebhookPositionSetting);
    if (!text) return fail(std::move(text));
    std::int64_t position = 0;
    if (*text) std::from_chars((*text)->data(), (*text)->data() + (*text)->size(), position);
    return position;
  });
}

std::string_view outcome_of(const core::WebhookAnswer& answer) {
  if (has_arrived(answer)) return "delivered";
  return answer.status ? "refused" : "unreachable";
}

// By the secret of now, and for a while also by the one before it.
Result<std::string> signatures(const core::Webhook& webhook, const std::string& id, const std::string& body,
                               Instant now) {
  const auto at = std::chrono::floor<std::chrono::seconds>(now);
  Result<std::string> text = crypto::sign_webhook(webhook.secret, id, at, body);
  if (!text || !webhook.previous_secret || *webhook.previous_until <= now) return text;
  const Result<std::string> before = crypto::sign_webhook(*webhook.previous_secret, id, at, body);
  if (!before) return before;
  return *text + " " + *before;
}

}  // namespace

std::vector<std::chrono::seconds> webhook_retries() {
  using namespace std::chrono_literals;
  return {5s, 30s, 2min, 10min, 30min, 1h, 2h, 4h, 8h, 8h};
}

WebhookDispatcher::WebhookDispatcher(core::Store& store, core::WebhookTransport& transport, const Clock& clock,
                                     metrics::Registry& metrics, WebhookOptions options)
    : store_(store),
      transport_(transport),
      clock_(clock),
      metrics_(metrics),
      options_(std::move(options)),
      saved_at_(clock.now()),
      tidied_at_(saved_at_),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

WebhookDispatcher::~WebhookDispatcher() {
  stop();
}

void WebhookDispatcher::stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void WebhookDispatcher::run(const std::stop_token& stop) {
  const std::stop_callback wake(stop, [this] { transport_.wake(); });
  std::chrono::milliseconds pause = kFirstPause;
  while (!stop.stop_requested()) {
    const Result<bool> leads = lead();
    const Result<bool> more = leads && *leads ? advance() : leads;
    std::chrono::milliseconds longest = options_.poll;
    if (more) {
      pause = kFirstPause;
      if (leads && *leads && *more) longest = std::chrono::milliseconds{0};
    } else {
      log::warn("webhooks_held_up", {{"error", more.error()}});
      longest = std::exchange(pause, std::min(pause * 2, options_.longest_pause));
    }
    std::ranges::move(transport_.wait(longest), std::back_inserter(answers_));
  }
  if (leadership_) {
    if (Result<void> saved = save(clock_.now()); !saved)
      log::warn("webhook_position_not_saved", {{"error", saved.error()}});
  }
  forget();
  leadership_.reset();  // the next one need not wait for this one's destruction
}

Result<bool> WebhookDispatcher::lead() {
  if (leadership_ && leadership_->held()) return true;
  if (leadership_) log::warn("webhook_leadership_lost");
  leadership_.reset();
  forget();
  Result<std::unique_ptr<core::Leadership>> asked = store_.try_lead(kLeadership);
  if (!asked) return fail(std::move(asked));
  leadership_ = std::move(*asked);
  return leadership_ != nullptr;
}

void WebhookDispatcher::forget() {
  transport_.abandon();
  on_their_way_.clear();
  answers_.clear();
  position_.reset();
}

Result<bool> WebhookDispatcher::advance() {
  if (Result<void> settled = settle(); !settled) return fail(std::move(settled));
  const Result<bool> more = follow_outbox();
  if (!more) return more;
  const Instant now = clock_.now();
  if (Result<void> posted = post_due(now); !posted) return fail(std::move(posted));
  if (now - saved_at_ >= kSaveInterval) {
    if (Result<void> saved = save(now); !saved) return fail(std::move(saved));
  }
  if (now - tidied_at_ >= kTidyInterval) {
    if (Result<void> tidied = tidy(now); !tidied) return fail(std::move(tidied));
  }
  return more;
}

Result<void> WebhookDispatcher::settle() {
  if (answers_.empty()) return {};
  const Instant now = clock_.now();
  const double stretch = std::uniform_real_distribution(0.9, 1.1)(chance_);
  const WebhookPatience patience{options_.retries, options_.patience, stretch};
  Result<void> settled = store_.write([&](core::Transaction& transaction) -> Result<void> {
    for (const core::WebhookAnswer& answer : answers_) {
      Result<void> one = service::settle(transaction, answer, patience, now);
      if (!one) return one;
    }
    return {};
  });
  if (!settled) return settled;
  count(answers_);
  for (const core::WebhookAnswer& answer : answers_) on_their_way_.erase(answer.delivery);
  answers_.clear();
  return {};
}

void WebhookDispatcher::count(const std::vector<core::WebhookAnswer>& answers) const {
  for (const core::WebhookAnswer& answer : answers) {
    metrics_.counter(metrics::kWebhookPosts, {{"result", std::string(outcome_of(answer))}}).add();
    if (has_arrived(answer)) continue;
    const std::string why = answer.status ? std::to_string(*answer.status) : answer.error;
    log::info("webhook_not_delivered", {{"delivery", answer.delivery}, {"why", why}});
  }
}

Result<bool> WebhookDispatcher::follow_outbox() {
  if (!position_) {
    const Result<std::int64_t> read = read_position(store_);
    if (!read) return fail(read.error());
    position_ = saved_ = *read;
  }
  return fan_out(store_, *position_, clock_.now());
}

Result<void> WebhookDispatcher::post_due(Instant now) {
  const Result<std::vector<core::Webhook>> webhooks =
      core::read_from(store_, [&](core::Transaction& transaction) { return transaction.webhooks().with_due(now); });
  if (!webhooks) return fail(webhooks.error());
  for (const core::Webhook& webhook : *webhooks) {
    const auto busy = static_cast<std::size_t>(
        std::ranges::count_if(on_their_way_, [&](const auto& one) { return one.second == webhook.id; }));
    if (busy >= options_.at_once_each) continue;
    // Those on their way are among the longest due.
    const Result<std::vector<core::WebhookDelivery>> due = core::read_from(store_, [&](core::Transaction& transaction) {
      return transaction.webhooks().due(webhook.id, now, static_cast<int>(options_.at_once_each + busy));
    });
    if (!due) return fail(due.error());
    std::size_t free = options_.at_once_each - busy;
    for (const core::WebhookDelivery& delivery : *due) {
      if (free == 0 || on_their_way_.size() >= options_.at_once) break;
      if (on_their_way_.contains(delivery.id)) continue;
      post(webhook, delivery, now);
      --free;
    }
  }
  return {};
}

void WebhookDispatcher::post(const core::Webhook& webhook, const core::WebhookDelivery& delivery, Instant now) {
  const std::string id = delivery.event.to_string();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  const Result<std::string> signature = signatures(webhook, id, delivery.body, now);
  on_their_way_.emplace(delivery.id, webhook.id);
  if (!signature) {
    answers_.push_back({delivery.id, std::nullopt, signature.error().message, std::nullopt});
    return;
  }
  transport_.post({.delivery = delivery.id,
                   .url = webhook.url,
                   .headers = {"Content-Type: application/json", "Webhook-Id: " + id,
                               "Webhook-Timestamp: " + std::to_string(seconds), "Webhook-Signature: " + *signature},
                   .body = delivery.body});
}

Result<void> WebhookDispatcher::tidy(Instant now) {
  Result<void> done = store_.write([&](core::Transaction& transaction) -> Result<void> {
    Result<std::int64_t> pruned = transaction.webhooks().prune_deliveries(now - options_.keep_deliveries);
    if (!pruned) return fail(std::move(pruned));
    return {};
  });
  if (done) tidied_at_ = now;
  return done;
}

Result<void> WebhookDispatcher::save(Instant now) {
  if (position_ && *position_ != saved_) {
    Result<void> done = store_.write([&](core::Transaction& transaction) {
      return transaction.settings().set(kWebhookPositionSetting, std::to_string(*position_));
    });
    if (!done) return done;
    saved_ = *position_;
  }
  saved_at_ = now;
  return {};
}

}  // namespace attendsense::service
