#include <gmock/gmock.h>

#include "attendsense/service/webhooks/create_webhook.hpp"
#include "attendsense/service/webhooks/list_deliveries.hpp"
#include "attendsense/service/webhooks/list_webhooks.hpp"
#include "attendsense/service/webhooks/read_webhook.hpp"
#include "attendsense/service/webhooks/redeliver.hpp"
#include "attendsense/service/webhooks/remove_webhook.hpp"
#include "attendsense/service/webhooks/try_webhook.hpp"
#include "attendsense/service/webhooks/update_webhook.hpp"
#include "permission_table.hpp"

namespace attendsense::service::testing {
namespace {

using core::DeliveryState;
using core::WebhookState;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class Webhooks : public ::testing::Test {
 protected:
  create_webhook::Input input(const std::string& url = "https://payroll.example/hook") {
    return {.actor = office.boss, .name = "Payroll", .url = url, .events = {"punch", "alert"}};
  }

  core::Webhook create() { return expect_value(create_webhook::run(office.ports(), input(), office.now())); }

  core::Webhook change(update_webhook::Input change, const core::Webhook& webhook) {
    change.actor = office.boss;
    change.webhook = webhook.id;
    return expect_value(update_webhook::run(office.ports(), change, office.now()));
  }

  core::WebhookDelivery try_it(const core::Webhook& webhook) {
    return expect_value(try_webhook::run(office.ports(), {office.boss, webhook.id}, office.now()));
  }

  std::vector<core::WebhookDelivery> deliveries(const core::Webhook& webhook) {
    return expect_value(
               list_deliveries::run(office.ports(), {.actor = office.boss, .webhook = webhook.id}, office.now()))
        .items;
  }

  Office office;
};

TEST_F(Webhooks, are_created_read_changed_and_removed) {
  const core::Webhook webhook = create();
  EXPECT_TRUE(webhook.secret.reveal().starts_with("whsec_"));
  EXPECT_EQ(webhook.state, WebhookState::active);
  const core::Webhook changed =
      change({.name = " Wages ", .url = "https://wages.example/", .events = {{"leave"}}}, webhook);
  EXPECT_EQ(changed.name, "Wages");
  EXPECT_EQ(changed.secret.reveal(), webhook.secret.reveal());
  const auto listed = expect_value(list_webhooks::run(office.ports(), {office.boss}, office.now())).items;
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].url, "https://wages.example/");
  EXPECT_THAT(listed[0].events, ElementsAre("leave"));
  expect_value(remove_webhook::run(office.ports(), {office.boss, webhook.id, {}}, office.now()));
  EXPECT_EQ(code_of(read_webhook::run(office.ports(), {office.boss, webhook.id}, office.now())), "webhook_unknown");
  const auto actions = office.audit_actions();
  EXPECT_THAT(std::vector(actions.end() - 3, actions.end()),
              ElementsAre("webhook.create", "webhook.update", "webhook.remove"));
}

TEST_F(Webhooks, an_address_is_https_and_hides_nobody) {
  for (const std::string url :
       {"", "payroll.example", "http://payroll.example/", "ftp://payroll.example/", "https://", "https:///path",
        "https://user:secret@payroll.example/", "https://payroll.example/#here", "https://payroll.example/a b",
        "https://payroll.example:port/", "https://payroll.example:/", "https://payr\u00f6ll.example/", "https://[]/"}) {
    const auto fields = fields_of(create_webhook::run(office.ports(), input(url), office.now()));
    EXPECT_THAT(fields, AllOf(Not(IsEmpty()), Each("url"))) << url;
  }
  EXPECT_THAT(
      fields_of(create_webhook::run(office.ports(), input("https://a/" + std::string(2000, 'a')), office.now())),
      ElementsAre("url"));
  for (const std::string url : {"https://a", "https://payroll.example:8443/x?y=z@w", "https://[2001:db8::1]:443/"}) {
    EXPECT_EQ(code_of(create_webhook::run(office.ports(), input(url), office.now())), "no error") << url;
  }
  office.ports().allow_plain_webhooks = true;
  EXPECT_EQ(code_of(create_webhook::run(office.ports(), input("http://127.0.0.1:80/"), office.now())), "no error");
}

TEST_F(Webhooks, ask_for_events_that_there_are) {
  create_webhook::Input wrong = input();
  wrong.name = "";
  wrong.events = {};
  EXPECT_THAT(fields_of(create_webhook::run(office.ports(), wrong, office.now())), ElementsAre("name", "events"));
  wrong.events = {"punch", "everything"};
  wrong.name = "Payroll";
  EXPECT_THAT(fields_of(create_webhook::run(office.ports(), wrong, office.now())), ElementsAre("events"));
}

TEST_F(Webhooks, are_twenty_at_most) {
  for (std::size_t i = 0; i < create_webhook::kMostWebhooks; ++i) create();
  EXPECT_EQ(code_of(create_webhook::run(office.ports(), input(), office.now())), "webhooks_exhausted");
}

TEST_F(Webhooks, the_secret_before_is_kept_for_a_day) {
  const core::Webhook before = create();
  const core::Webhook after = change({.rotate_secret = true}, before);
  EXPECT_NE(after.secret.reveal(), before.secret.reveal());
  const core::Webhook stored = expect_value(read_webhook::run(office.ports(), {office.boss, before.id}, office.now()));
  EXPECT_EQ(stored.previous_secret->reveal(), before.secret.reveal());
  EXPECT_EQ(stored.previous_until, office.now() + std::chrono::hours{24});
  EXPECT_EQ(stored.secret.reveal(), after.secret.reveal());
}

TEST_F(Webhooks, a_pause_gives_up_what_waits_and_an_end_of_it_begins_anew) {
  const core::Webhook webhook = create();
  try_it(webhook);
  EXPECT_EQ(change({.active = false}, webhook).state, WebhookState::paused);
  EXPECT_EQ(deliveries(webhook).at(0).state, DeliveryState::failed);
  EXPECT_EQ(code_of(try_webhook::run(office.ports(), {office.boss, webhook.id}, office.now())), "webhook_inactive");
  EXPECT_EQ(
      code_of(redeliver::run(office.ports(), {office.boss, webhook.id, deliveries(webhook).at(0).id}, office.now())),
      "webhook_inactive");
  office.see(office.open_door(core::CameraDirection::in), {.direction = person(0)});
  const core::Webhook again = change({.active = true}, webhook);
  EXPECT_EQ(again.state, WebhookState::active);
  EXPECT_EQ(again.after_event, office.events().back().sequence);
}

TEST_F(Webhooks, a_delivery_is_made_again_with_all_its_tries) {
  const core::Webhook webhook = create();
  core::WebhookDelivery delivery = try_it(webhook);
  EXPECT_EQ(delivery.type, "test");
  delivery.state = DeliveryState::failed;
  delivery.attempts = 11;
  delivery.next_at.reset();
  ASSERT_TRUE(office.store->write([&](core::Transaction& t) { return t.webhooks().update_delivery(delivery); }));
  const auto again = expect_value(redeliver::run(office.ports(), {office.boss, webhook.id, delivery.id}, office.now()));
  EXPECT_EQ(again.state, DeliveryState::waiting);
  EXPECT_EQ(again.attempts, 0);
  EXPECT_EQ(again.next_at, office.now());
  EXPECT_EQ(again.event, delivery.event);
  const core::Webhook other = create();
  EXPECT_EQ(code_of(redeliver::run(office.ports(), {office.boss, other.id, delivery.id}, office.now())),
            "delivery_unknown");
}

TEST_F(Webhooks, of_another_company_are_not_there) {
  core::Webhook foreign = create();
  Principal stranger = office.boss;
  stranger.company = core::CompanyId::make(office.now());
  const core::WebhookId id = foreign.id;
  const auto delivery = try_it(foreign).id;
  Ports& ports = office.ports();
  const Instant now = office.now();
  EXPECT_EQ(code_of(read_webhook::run(ports, {stranger, id}, now)), "webhook_unknown");
  EXPECT_EQ(code_of(update_webhook::run(ports, {.actor = stranger, .webhook = id}, now)), "webhook_unknown");
  EXPECT_EQ(code_of(remove_webhook::run(ports, {stranger, id, {}}, now)), "webhook_unknown");
  EXPECT_EQ(code_of(try_webhook::run(ports, {stranger, id}, now)), "webhook_unknown");
  EXPECT_EQ(code_of(list_deliveries::run(ports, {.actor = stranger, .webhook = id}, now)), "webhook_unknown");
  EXPECT_EQ(code_of(redeliver::run(ports, {stranger, id, delivery}, now)), "webhook_unknown");
  EXPECT_TRUE(expect_value(list_webhooks::run(ports, {stranger}, now)).items.empty());
}

std::vector<Verb> verbs() {
  const std::set<core::Permission> manage{core::Permission::manage_company};
  return {verb<create_webhook::Input>("create_webhook", manage, create_webhook::run),
          verb<update_webhook::Input>("update_webhook", manage, update_webhook::run),
          verb<remove_webhook::Input>("remove_webhook", manage, remove_webhook::run),
          verb<read_webhook::Input>("read_webhook", manage, read_webhook::run),
          verb<list_webhooks::Input>("list_webhooks", manage, list_webhooks::run),
          verb<list_deliveries::Input>("list_deliveries", manage, list_deliveries::run),
          verb<try_webhook::Input>("try_webhook", manage, try_webhook::run),
          verb<redeliver::Input>("redeliver", manage, redeliver::run)};
}

TEST_F(Webhooks, are_the_business_of_who_manages_the_company) {
  expect_its_own_permission(office, verbs());
  expect_no_stations_or_strangers(office, verbs());
}

}  // namespace
}  // namespace attendsense::service::testing
