#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

namespace {

Webhook webhook_of(const Office& office, const std::string& name = "Payroll") {
  Webhook webhook;
  webhook.id = new_id<WebhookId>();
  webhook.company = office.company.id;
  webhook.name = name;
  webhook.url = "https://payroll.example/hook?a=1";
  webhook.events = {"punch", "alert"};
  webhook.secret = Secret("whsec_one");
  webhook.after_event = 7;
  webhook.created_at = at(0);
  return webhook;
}

WebhookDelivery delivery_of(const Webhook& webhook, std::optional<EmployeeId> employee = std::nullopt) {
  WebhookDelivery delivery;
  delivery.id = new_id<WebhookDeliveryId>();
  delivery.company = webhook.company;
  delivery.webhook = webhook.id;
  delivery.event = new_id<EventId>();
  delivery.type = "punch";
  delivery.employee = employee;
  delivery.body = R"({"display_name":"Ada Lovelace"})";
  delivery.created_at = at(1);
  delivery.next_at = at(2);
  return delivery;
}

void expect_equal(const Webhook& found, const Webhook& expected) {
  EXPECT_EQ(found.id, expected.id);
  EXPECT_EQ(found.company, expected.company);
  EXPECT_EQ(found.name, expected.name);
  EXPECT_EQ(found.url, expected.url);
  EXPECT_EQ(found.events, expected.events);
  EXPECT_EQ(found.state, expected.state);
  EXPECT_EQ(found.secret.reveal(), expected.secret.reveal());
  EXPECT_EQ(found.previous_secret.has_value(), expected.previous_secret.has_value());
  if (found.previous_secret && expected.previous_secret) {
    EXPECT_EQ(found.previous_secret->reveal(), expected.previous_secret->reveal());
  }
  EXPECT_EQ(found.previous_until, expected.previous_until);
  EXPECT_EQ(found.after_event, expected.after_event);
  EXPECT_EQ(found.failing_since, expected.failing_since);
  EXPECT_EQ(found.created_at, expected.created_at);
}

void expect_equal(const WebhookDelivery& found, const WebhookDelivery& expected) {
  EXPECT_EQ(found.id, expected.id);
  EXPECT_EQ(found.company, expected.company);
  EXPECT_EQ(found.webhook, expected.webhook);
  EXPECT_EQ(found.event, expected.event);
  EXPECT_EQ(found.type, expected.type);
  EXPECT_EQ(found.employee, expected.employee);
  EXPECT_EQ(found.body, expected.body);
  EXPECT_EQ(found.created_at, expected.created_at);
  EXPECT_EQ(found.state, expected.state);
  EXPECT_EQ(found.attempts, expected.attempts);
  EXPECT_EQ(found.next_at, expected.next_at);
  EXPECT_EQ(found.last_at, expected.last_at);
  EXPECT_EQ(found.last_status, expected.last_status);
  EXPECT_EQ(found.last_error, expected.last_error);
}

}  // namespace

TEST_P(StoreContract, a_webhook_is_kept_changed_and_removed) {
  Webhook webhook = webhook_of(office_);
  must(write([&](auto& t) { return t.webhooks().add(webhook); }));
  expect_equal(get([&](auto& t) { return t.webhooks().find(webhook.id); }).value(), webhook);
  webhook.name = "Payroll of Berlin";
  webhook.url = "https://payroll.example/other";
  webhook.events = {"correction"};
  webhook.previous_secret = std::exchange(webhook.secret, Secret("whsec_two"));
  webhook.previous_until = at(60);
  webhook.after_event = 9;
  webhook.state = WebhookState::failing;
  webhook.failing_since = at(5);
  must(write([&](auto& t) { return t.webhooks().update(webhook); }));
  const auto all = get([&](auto& t) { return t.webhooks().all(office_.company.id); });
  ASSERT_EQ(all.size(), 1U);
  expect_equal(all[0], webhook);
  EXPECT_TRUE(get([&](auto& t) { return t.webhooks().active(); }).empty());
  webhook.state = WebhookState::active;
  webhook.failing_since.reset();
  must(write([&](auto& t) { return t.webhooks().update_health(webhook); }));
  expect_equal(get([&](auto& t) { return t.webhooks().active(); }).at(0), webhook);
  EXPECT_TRUE(must(write_to(store(), [&](auto& t) { return t.webhooks().remove(webhook.id); })));
  EXPECT_FALSE(must(write_to(store(), [&](auto& t) { return t.webhooks().remove(webhook.id); })));
  const auto changed = write([&](auto& t) { return t.webhooks().update(webhook); });
  EXPECT_TRUE(fails_with(changed, Failure::not_found, "webhook_unknown"));
}

TEST_P(StoreContract, the_secret_of_a_webhook_is_sealed_for_it_alone) {
  const Webhook one = webhook_of(office_);
  const Webhook two = webhook_of(office_);
  must(write([&](auto& t) -> Result<void> {
    must(t.webhooks().add(one));
    return t.webhooks().add(two);
  }));
  EXPECT_EQ(tamper("UPDATE webhook SET sealed_secret = (SELECT sealed_secret FROM webhook ORDER BY id LIMIT 1)"),
            std::nullopt);
  const auto listed = read_from(store(), [&](auto& t) { return t.webhooks().all(office_.company.id); });
  EXPECT_TRUE(fails_with(listed, Failure::corrupt, "webhook_sealed_otherwise"));
}

TEST_P(StoreContract, a_delivery_is_due_until_it_was_made) {
  const Webhook webhook = webhook_of(office_);
  WebhookDelivery delivery = delivery_of(webhook, office_.ada.id);
  must(write([&](auto& t) -> Result<void> {
    must(t.webhooks().add(webhook));
    EXPECT_TRUE(must(t.webhooks().add_delivery(delivery)));
    WebhookDelivery again = delivery;
    again.id = new_id<WebhookDeliveryId>();
    EXPECT_FALSE(must(t.webhooks().add_delivery(again))) << "one delivery of an event";
    return {};
  }));
  EXPECT_TRUE(get([&](auto& t) { return t.webhooks().with_due(at(1)); }).empty());
  EXPECT_EQ(get([&](auto& t) { return t.webhooks().with_due(at(2)); }).at(0).id, webhook.id);
  EXPECT_TRUE(get([&](auto& t) { return t.webhooks().due(webhook.id, at(1), 5); }).empty());
  expect_equal(get([&](auto& t) { return t.webhooks().due(webhook.id, at(2), 5); }).at(0), delivery);

  delivery.attempts = 1;
  delivery.next_at = at(30);
  delivery.last_at = at(3);
  delivery.last_status = 503;
  delivery.last_error = "503";
  must(write([&](auto& t) { return t.webhooks().update_delivery(delivery); }));
  EXPECT_TRUE(get([&](auto& t) { return t.webhooks().with_due(at(29)); }).empty());
  delivery.state = DeliveryState::delivered;
  delivery.next_at.reset();
  must(write([&](auto& t) { return t.webhooks().update_delivery(delivery); }));
  EXPECT_TRUE(get([&](auto& t) { return t.webhooks().with_due(at(99)); }).empty());
  expect_equal(get([&](auto& t) { return t.webhooks().find_delivery(delivery.id); }).value(), delivery);
}

TEST_P(StoreContract, nothing_is_due_at_a_webhook_that_is_paused) {
  Webhook webhook = webhook_of(office_);
  webhook.state = WebhookState::paused;
  must(write([&](auto& t) -> Result<void> {
    must(t.webhooks().add(webhook));
    must(t.webhooks().add_delivery(delivery_of(webhook)));
    return {};
  }));
  EXPECT_TRUE(get([&](auto& t) { return t.webhooks().with_due(at(9)); }).empty());
}

TEST_P(StoreContract, deliveries_are_listed_newest_first_and_forgotten_when_old) {
  const Webhook webhook = webhook_of(office_);
  const Webhook other = webhook_of(office_, "Other");
  std::vector<WebhookDelivery> made;
  must(write([&](auto& t) -> Result<void> {
    must(t.webhooks().add(webhook));
    must(t.webhooks().add(other));
    must(t.webhooks().add_delivery(delivery_of(other)));
    for (int i = 0; i < 5; ++i) {
      made.push_back(delivery_of(webhook));
      if (i < 2) {
        made.back().state = DeliveryState::delivered;
        made.back().next_at.reset();
      }
      must(t.webhooks().add_delivery(made.back()));
    }
    return {};
  }));
  const auto ids = [&](std::optional<DeliveryState> state, const Page& page) {
    std::vector<WebhookDeliveryId> found;
    for (const auto& d : get([&](auto& t) { return t.webhooks().deliveries(webhook.id, state, page); })) {
      found.push_back(d.id);
    }
    return found;
  };
  EXPECT_EQ(ids({}, {"", 2}), (std::vector{made[4].id, made[3].id}));
  EXPECT_EQ(ids({}, {made[3].id.to_string(), 9}), (std::vector{made[2].id, made[1].id, made[0].id}));
  EXPECT_EQ(ids(DeliveryState::delivered, {}), (std::vector{made[1].id, made[0].id}));

  EXPECT_EQ(must(write_to(store(), [&](auto& t) { return t.webhooks().prune_deliveries(at(1)); })), 0);
  EXPECT_EQ(must(write_to(store(), [&](auto& t) { return t.webhooks().prune_deliveries(at(2)); })), 2);
  EXPECT_EQ(must(write_to(store(), [&](auto& t) { return t.webhooks().give_up(webhook.id, "paused"); })), 3);
  const auto given_up = get([&](auto& t) { return t.webhooks().find_delivery(made[4].id); }).value();
  EXPECT_EQ(given_up.state, DeliveryState::failed);
  EXPECT_EQ(given_up.last_error, "paused");
  EXPECT_EQ(ids({}, {}).size(), 3U);
  EXPECT_EQ(get([&](auto& t) { return t.webhooks().with_due(at(99)); }).at(0).id, other.id);
}

TEST_P(StoreContract, what_is_told_of_a_person_goes_with_them) {
  const Webhook webhook = webhook_of(office_);
  const WebhookDelivery of_nobody = delivery_of(webhook);
  must(write([&](auto& t) -> Result<void> {
    must(t.webhooks().add(webhook));
    must(t.webhooks().add_delivery(delivery_of(webhook, office_.ada.id)));
    must(t.webhooks().add_delivery(of_nobody));
    return t.employees().erase(office_.ada.id);
  }));
  const auto left = get([&](auto& t) { return t.webhooks().deliveries(webhook.id, {}, {}); });
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].id, of_nobody.id);
}

TEST_P(StoreContract, a_webhook_takes_its_deliveries_along) {
  const Webhook webhook = webhook_of(office_);
  const WebhookDelivery delivery = delivery_of(webhook);
  must(write([&](auto& t) -> Result<void> {
    must(t.webhooks().add(webhook));
    must(t.webhooks().add_delivery(delivery));
    must(t.webhooks().remove(webhook.id));
    return t.webhooks().update_delivery(delivery);
  }));
  EXPECT_FALSE(get([&](auto& t) { return t.webhooks().find_delivery(delivery.id); }));
}

TEST_P(StoreContract, an_incident_begins_once_and_ends_once) {
  const Incident silent{IncidentKind::station_silent, office_.company.id, office_.station.id, at(1)};
  const Incident wrong{IncidentKind::station_clock_wrong, office_.company.id, office_.station.id, at(2)};
  must(write([&](auto& t) -> Result<void> {
    EXPECT_TRUE(must(t.incidents().begin(silent)));
    EXPECT_TRUE(must(t.incidents().begin(wrong)));
    Incident later = silent;
    later.since = at(9);
    EXPECT_FALSE(must(t.incidents().begin(later)));
    return {};
  }));
  EXPECT_EQ(get([](auto& t) { return t.incidents().all(); }), (std::vector{wrong, silent}));
  must(write([&](auto& t) -> Result<void> {
    EXPECT_TRUE(must(t.incidents().end(silent.kind, silent.station)));
    EXPECT_FALSE(must(t.incidents().end(silent.kind, silent.station)));
    return {};
  }));
  EXPECT_EQ(get([](auto& t) { return t.incidents().all(); }), std::vector{wrong});
}

}  // namespace attendsense::store::testing
