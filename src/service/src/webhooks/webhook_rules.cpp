#include "webhooks/webhook_rules.hpp"

#include <algorithm>
#include <array>

#include "event_bodies.hpp"
#include "lookup.hpp"

namespace attendsense::service {
namespace {

constexpr std::size_t kLongestUrl = 2000;
constexpr std::array kEvents{kPunchEvent, kSightingEvent, kCorrectionEvent, kLeaveEvent, kAlertEvent};

bool is_printable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

// "host", "host:443", "[::1]:443".
bool is_authority(std::string_view authority) {
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon = authority.rfind(':');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  const std::string_view host = authority.substr(0, has_port ? colon : authority.size());
  const std::string_view port = has_port ? authority.substr(colon + 1) : "1";
  const bool digits =
      !port.empty() && port.size() <= 5 && std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
  return !host.empty() && host != "[]" && digits;
}

}  // namespace

Result<core::Webhook> webhook_of(core::Transaction& transaction, core::CompanyId company, core::WebhookId id) {
  return of_company(transaction.webhooks().find(id), company,
                    Error{Failure::not_found, "webhook_unknown", "There is no webhook " + id.to_string(),
                          "List them to see their ids"});
}

Result<void> require_active(const core::Webhook& webhook) {
  if (webhook.state == core::WebhookState::active) return {};
  return fail(Failure::conflict, "webhook_inactive", "The webhook is " + std::string(core::to_string(webhook.state)),
              "Activate it first");
}

void check_webhook_url(InputCheck& check, std::string_view url, const Ports& ports) {
  const bool plain = url.starts_with("http://") && ports.allow_plain_webhooks;
  if (!plain && !url.starts_with("https://")) {
    check.that(false, "url",
               ports.allow_plain_webhooks ? "must begin with https:// or http://" : "must begin with https://");
    return;
  }
  std::string_view rest = url.substr(url.find("://") + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  check.that(url.size() <= kLongestUrl, "url", "must have at most 2000 characters");
  check.that(is_printable(url), "url", "must be ASCII without blanks");
  check.that(!authority.contains('@'), "url", "must not hold a user or a password");
  check.that(!url.contains('#'), "url", "must not have a fragment");
  check.that(is_authority(authority), "url", "must name a host");
}

void check_webhook_events(InputCheck& check, const std::set<std::string>& events) {
  check.that(!events.empty(), "events", "must name at least one type");
  const bool known = std::ranges::all_of(
      events, [](const std::string& event) { return std::ranges::find(kEvents, event) != kEvents.end(); });
  check.that(known, "events", "must be of punch, sighting, correction, leave, alert");
}

std::string in_words(const std::set<std::string>& events) {
  std::string text;
  for (const std::string& event : events) text += (text.empty() ? "" : " ") + event;
  return text;
}

std::string without_query(std::string_view url) {
  return std::string(url.substr(0, url.find('?')));
}

}  // namespace attendsense::service
