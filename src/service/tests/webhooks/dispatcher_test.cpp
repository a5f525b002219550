#include <gmock/gmock.h>

#include <algorithm>

#include "attendsense/base/metrics_catalogue.hpp"
#include "attendsense/crypto/webhook_signature.hpp"
#include "attendsense/service/erase_employee.hpp"
#include "attendsense/service/webhook_dispatcher.hpp"
#include "attendsense/service/webhooks/create_webhook.hpp"
#include "attendsense/service/webhooks/list_deliveries.hpp"
#include "attendsense/service/webhooks/read_webhook.hpp"
#include "attendsense/service/webhooks/try_webhook.hpp"
#include "attendsense/service/webhooks/update_webhook.hpp"
#include "office.hpp"
#include "scripted_transport.hpp"

namespace attendsense::service::testing {
namespace {

using namespace std::chrono_literals;
using core::DeliveryState;

std::string header_of(const core::WebhookPost& post, const std::string& name) {
  for (const std::string& header : post.headers) {
    if (header.starts_with(name + ": ")) return header.substr(name.size() + 2);
  }
  return "";
}

class Dispatcher : public ::testing::Test {
 protected:
  core::Webhook webhook(const std::string& url = "https://one.example/", std::set<std::string> events = {"punch"}) {
    return expect_value(create_webhook::run(
        office.ports(), {.actor = office.boss, .name = "Hook", .url = url, .events = std::move(events)}, office.now()));
  }

  core::Webhook read(const core::Webhook& webhook) {
    return expect_value(read_webhook::run(office.ports(), {office.boss, webhook.id}, office.now()));
  }

  std::vector<core::WebhookDelivery> deliveries(const core::Webhook& webhook) {
    return expect_value(
               list_deliveries::run(office.ports(), {.actor = office.boss, .webhook = webhook.id}, office.now()))
        .items;
  }

  core::WebhookDelivery only_delivery(const core::Webhook& webhook) {
    const auto all = deliveries(webhook);
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? core::WebhookDelivery{} : all[0];
  }

  auto dispatcher(ScriptedTransport& through, WebhookOptions options = {}) {
    options.poll = 5ms;
    return std::make_unique<WebhookDispatcher>(*office.store, through, office.clock, office.metrics,
                                               std::move(options));
  }

  auto dispatcher() { return dispatcher(transport); }

  void somebody_comes() {
    office.clock.advance(1h);
    office.see(door, {.direction = person(0)});
  }

  void expect_state(const core::Webhook& webhook, DeliveryState state, int attempts) {
    EXPECT_TRUE(eventually([&] {
      const auto all = deliveries(webhook);
      return all.size() == 1 && all[0].state == state && all[0].attempts == attempts;
    })) << attempts;
  }

  double posts(const std::string& result) {
    return office.metrics.counter(metrics::kWebhookPosts, {{"result", result}}).value();
  }

  Office office;
  create_station::Output door = office.open_door(core::CameraDirection::in);
  ScriptedTransport transport;
};

TEST_F(Dispatcher, tells_a_webhook_of_what_it_asked_for_and_signs_it) {
  somebody_comes();  // before the webhook: not told
  const core::Webhook one = webhook();
  const core::Webhook other = webhook("https://other.example/", {"sighting"});
  somebody_comes();
  const auto running = dispatcher();
  expect_state(one, DeliveryState::delivered, 1);
  ASSERT_EQ(transport.posts().size(), 1U);
  const core::WebhookPost post = transport.posts()[0];
  const core::Event event = office.events().back();
  EXPECT_EQ(post.url, "https://one.example/");
  EXPECT_EQ(post.body, event.body);
  EXPECT_EQ(header_of(post, "Webhook-Id"), event.id.to_string());
  EXPECT_EQ(header_of(post, "Content-Type"), "application/json");
  const auto at = std::chrono::floor<std::chrono::seconds>(office.now());
  EXPECT_EQ(header_of(post, "Webhook-Timestamp"), std::to_string(at.time_since_epoch().count()));
  EXPECT_EQ(header_of(post, "Webhook-Signature"),
            expect_value(crypto::sign_webhook(one.secret, event.id.to_string(), at, event.body)));
  EXPECT_EQ(only_delivery(one).last_status, 200);
  EXPECT_TRUE(deliveries(other).empty());
  EXPECT_EQ(posts("delivered"), 1);
}

TEST_F(Dispatcher, signs_with_both_secrets_for_a_day_after_a_change) {
  const core::Webhook before = webhook();
  const core::Webhook after = expect_value(update_webhook::run(
      office.ports(), {.actor = office.boss, .webhook = before.id, .rotate_secret = true}, office.now()));
  const auto running = dispatcher();
  const auto signatures = [&] {
    const std::size_t told = transport.posts().size();
    expect_value(try_webhook::run(office.ports(), {office.boss, before.id}, office.now()));
    EXPECT_TRUE(eventually([&] { return transport.posts().size() > told; }));
    return header_of(transport.posts().back(), "Webhook-Signature");
  };
  const auto expected = [&](const Secret& secret) {
    const core::WebhookPost post = transport.posts().back();
    return expect_value(crypto::sign_webhook(secret, header_of(post, "Webhook-Id"),
                                             std::chrono::floor<std::chrono::seconds>(office.now()), post.body));
  };
  const std::string both = signatures();
  EXPECT_EQ(both, expected(after.secret) + " " + expected(before.secret));
  office.clock.advance(24h);
  const std::string one = signatures();
  EXPECT_EQ(one, expected(after.secret));
}

TEST_F(Dispatcher, tries_for_a_day_and_then_gives_up) {
  transport.answer_by([](const auto&) { return 503; });
  const core::Webhook hook = webhook();
  somebody_comes();
  const Instant begun = office.now();
  const auto running = dispatcher();
  const auto tries = static_cast<int>(webhook_retries().size()) + 1;
  for (int attempt = 1; attempt < tries; ++attempt) {
    expect_state(hook, DeliveryState::waiting, attempt);
    const core::WebhookDelivery waits = only_delivery(hook);
    EXPECT_EQ(waits.last_status, 503);
    EXPECT_EQ(waits.last_error, "The receiver answered 503");
    const std::chrono::duration<double> pause = *waits.next_at - office.now();
    const std::chrono::duration<double> planned = webhook_retries()[static_cast<std::size_t>(attempt) - 1];
    EXPECT_NEAR(pause / planned, 1, 0.11);
    office.clock.set(*waits.next_at);
  }
  expect_state(hook, DeliveryState::failed, tries);
  EXPECT_GT(office.now() - begun, 21h);
  EXPECT_LT(office.now() - begun, 27h);
  EXPECT_FALSE(only_delivery(hook).next_at);
  EXPECT_EQ(posts("refused"), tries);
  EXPECT_EQ(read(hook).failing_since, begun);
}

TEST_F(Dispatcher, a_webhook_is_well_again_when_something_arrives) {
  std::atomic<int> status = 0;
  transport.answer_by([&](const auto&) { return status.load(); });
  const core::Webhook hook = webhook();
  somebody_comes();
  const auto running = dispatcher();
  expect_state(hook, DeliveryState::waiting, 1);
  EXPECT_EQ(only_delivery(hook).last_error, "Timed out");
  EXPECT_TRUE(read(hook).failing_since);
  EXPECT_EQ(posts("unreachable"), 1);
  status = 204;
  office.clock.advance(10s);
  expect_state(hook, DeliveryState::delivered, 2);
  EXPECT_FALSE(read(hook).failing_since);
  EXPECT_EQ(only_delivery(hook).last_error, "");
}

TEST_F(Dispatcher, a_receiver_that_is_gone_is_left_alone) {
  transport.answer_by([](const core::WebhookPost& post) { return post.url.contains("one.") ? 410 : 200; });
  const core::Webhook hook = webhook();
  const core::Webhook watcher = webhook("https://watcher.example/", {"alert"});
  somebody_comes();
  const auto running = dispatcher();
  expect_state(hook, DeliveryState::failed, 1);
  EXPECT_EQ(read(hook).state, core::WebhookState::gone);
  const auto actions = office.audit_actions();
  EXPECT_EQ(std::ranges::count(actions, "webhook.disable"), 1);
  EXPECT_EQ(office.events().back().type, "alert");
  EXPECT_NE(office.events().back().body.find("\"webhook_disabled\""), std::string::npos);
  EXPECT_TRUE(eventually([&] { return !deliveries(watcher).empty(); }));
}

TEST_F(Dispatcher, a_webhook_that_fails_for_three_days_is_switched_off) {
  transport.answer_by([](const auto&) { return 500; });
  const core::Webhook hook = webhook();
  somebody_comes();
  const auto running = dispatcher();
  expect_state(hook, DeliveryState::waiting, 1);
  office.clock.advance(71h);
  expect_state(hook, DeliveryState::waiting, 2);
  EXPECT_EQ(read(hook).state, core::WebhookState::active);
  office.clock.advance(1h);
  EXPECT_TRUE(eventually([&] { return read(hook).state == core::WebhookState::failing; }));
  const core::WebhookDelivery given_up = only_delivery(hook);
  EXPECT_EQ(given_up.state, DeliveryState::failed);
  EXPECT_EQ(given_up.last_error, "The webhook was switched off");
}

TEST_F(Dispatcher, posts_again_under_the_same_id_what_a_crash_left_unanswered) {
  ScriptedTransport next;  // outlives the dispatchers
  transport.answer_by([](const auto&) { return std::nullopt; });
  const core::Webhook hook = webhook();
  somebody_comes();
  auto running = dispatcher();
  EXPECT_TRUE(eventually([&] { return transport.posts().size() == 1; }));
  running.reset();  // with the post on its way, as after a kill
  EXPECT_EQ(only_delivery(hook).state, DeliveryState::waiting);
  running = dispatcher(next, {});
  expect_state(hook, DeliveryState::delivered, 1);
  EXPECT_EQ(header_of(next.posts().at(0), "Webhook-Id"), header_of(transport.posts().at(0), "Webhook-Id"));
}

TEST_F(Dispatcher, of_two_one_posts_and_the_other_takes_over) {
  const core::Webhook hook = webhook();
  auto first = dispatcher();
  somebody_comes();
  EXPECT_TRUE(eventually([&] { return transport.posts().size() == 1; }));
  ScriptedTransport other;
  const auto second = dispatcher(other, {});
  somebody_comes();
  EXPECT_TRUE(eventually([&] { return transport.posts().size() == 2; }));
  EXPECT_TRUE(other.posts().empty());
  first.reset();
  somebody_comes();
  EXPECT_TRUE(eventually([&] { return other.posts().size() == 1; }));
  EXPECT_EQ(deliveries(hook).size(), 3U);
}

TEST_F(Dispatcher, a_slow_receiver_holds_up_nobody_else) {
  transport.answer_by(
      [](const core::WebhookPost& post) { return post.url.contains("slow") ? std::nullopt : std::optional(200); });
  const core::Webhook slow = webhook("https://slow.example/");
  const core::Webhook quick = webhook("https://quick.example/");
  for (int i = 0; i < 7; ++i) somebody_comes();
  const auto running = dispatcher();
  const auto posts_to = [&](const std::string& host) {
    return std::ranges::count_if(transport.posts(), [&](const auto& post) { return post.url.contains(host); });
  };
  EXPECT_TRUE(eventually([&] {
    return std::ranges::count(deliveries(quick), DeliveryState::delivered, &core::WebhookDelivery::state) == 7;
  }));
  EXPECT_EQ(posts_to("slow"), 4);
}

TEST_F(Dispatcher, nobody_is_told_of_a_person_who_was_erased) {
  const core::EmployeeId ada = office.hire("Ada", "Lovelace", person(1));
  const core::Webhook hook = webhook();
  transport.answer_by([](const auto&) { return 500; });
  office.see(door, {.direction = person(1)});
  const auto running = dispatcher();
  expect_state(hook, DeliveryState::waiting, 1);
  expect_value(erase_employee::run(office.ports(), {office.boss, ada}, office.now()));
  EXPECT_TRUE(deliveries(hook).empty());
  somebody_comes();
  EXPECT_TRUE(eventually([&] { return transport.posts().size() == 2; }));
  EXPECT_EQ(transport.posts()[1].body.find("Ada"), std::string::npos);
}

TEST_F(Dispatcher, forgets_what_it_told_after_a_month) {
  const core::Webhook hook = webhook();
  somebody_comes();
  const auto running = dispatcher();
  expect_state(hook, DeliveryState::delivered, 1);
  office.clock.advance(24h * 30 + 1s);
  EXPECT_TRUE(eventually([&] { return deliveries(hook).empty(); }));
  EXPECT_EQ(transport.posts().size(), 1U) << "what was told stays told";
}

}  // namespace
}  // namespace attendsense::service::testing
