#include "attendsense/transport/curl_webhook_transport.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "webhooks/receiver.hpp"

namespace attendsense::transport {
namespace {

using namespace std::chrono_literals;
using core::WebhookAnswer;
using testing::Answers;
using testing::Receiver;

constexpr const char* kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

WebhookTransportOptions near_options() {
  return {.allow_private = true, .allow_http = true, .ca_file = {}, .timeout = 20s};
}

core::WebhookPost post_to(const std::string& url) {
  return {.delivery = core::WebhookDeliveryId::make(Instant{}),
          .url = url,
          .headers = {"Content-Type: application/json", "Webhook-Id: 7"},
          .body = R"({"a":1})"};
}

// Until so many answers are there, or for half a minute.
std::vector<WebhookAnswer> wait_for(core::WebhookTransport& transport, std::size_t count) {
  std::vector<WebhookAnswer> all;
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (all.size() < count && std::chrono::steady_clock::now() < deadline) {
    std::ranges::move(transport.wait(1s), std::back_inserter(all));
  }
  EXPECT_EQ(all.size(), count);
  return all;
}

WebhookAnswer answer_to(core::WebhookTransport& transport, const std::string& url) {
  transport.post(post_to(url));
  auto answers = wait_for(transport, 1);
  return answers.empty() ? WebhookAnswer{} : answers[0];
}

TEST(CurlWebhookTransport, posts_what_it_is_given) {
  Receiver receiver(Answers{{"/hook?a=1", kOk}});
  const auto transport = make_curl_webhook_transport(near_options());
  const WebhookAnswer answer = answer_to(*transport, receiver.url("/hook?a=1"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.error, "");
  ASSERT_EQ(receiver.requests().size(), 1U);
  const std::string request = receiver.requests()[0];
  EXPECT_TRUE(request.starts_with("POST /hook?a=1 HTTP/1.1\r\n")) << request;
  EXPECT_NE(request.find("\r\nWebhook-Id: 7\r\n"), std::string::npos) << request;
  EXPECT_TRUE(request.ends_with("\r\n\r\n{\"a\":1}")) << request;
}

TEST(CurlWebhookTransport, does_not_follow_where_it_is_sent) {
  Receiver receiver(
      Answers{{"/", "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"}, {"/other", kOk}});
  const auto transport = make_curl_webhook_transport(near_options());
  EXPECT_EQ(answer_to(*transport, receiver.url("/")).status, 302);
  EXPECT_EQ(receiver.requests().size(), 1U);
}

TEST(CurlWebhookTransport, hears_when_to_come_again) {
  Receiver receiver(
      Answers{{"/", "HTTP/1.1 503 No\r\nRetry-After: 77\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"}});
  const auto transport = make_curl_webhook_transport(near_options());
  const WebhookAnswer answer = answer_to(*transport, receiver.url("/"));
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.retry_after, 77s);
}

TEST(CurlWebhookTransport, does_not_listen_to_a_long_answer) {
  const std::string much(5'000'000, 'x');
  Receiver receiver(Answers{{"/", "HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n" + much}});
  const auto transport = make_curl_webhook_transport(near_options());
  EXPECT_EQ(answer_to(*transport, receiver.url("/")).status, 200);
}

TEST(CurlWebhookTransport, one_that_says_nothing_holds_up_nobody) {
  Receiver receiver(Answers{{"/quick", kOk}});
  WebhookTransportOptions options = near_options();
  options.timeout = 2s;
  const auto transport = make_curl_webhook_transport(options);
  core::WebhookPost slow = post_to(receiver.url("/never"));
  transport->post(slow);
  for (int i = 0; i < 3; ++i) transport->post(post_to(receiver.url("/quick")));
  const auto answers = wait_for(*transport, 4);
  ASSERT_EQ(answers.size(), 4U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(answers[i].status, 200);
  EXPECT_EQ(answers[3].delivery, slow.delivery);
  EXPECT_FALSE(answers[3].status);
  EXPECT_NE(answers[3].error, "");
}

TEST(CurlWebhookTransport, connects_to_no_private_address_unless_told) {
  Receiver receiver(Answers{{"/", kOk}});
  WebhookTransportOptions options = near_options();
  options.allow_private = false;
  const auto transport = make_curl_webhook_transport(options);
  std::string by_name = receiver.url("/");
  by_name.replace(by_name.find("127.0.0.1"), 9, "localhost");
  for (const std::string& url : {receiver.url("/"), by_name}) {
    const WebhookAnswer answer = answer_to(*transport, url);
    EXPECT_FALSE(answer.status);
    EXPECT_EQ(answer.error, "The address is one of a private network, which is not allowed");
  }
  EXPECT_TRUE(receiver.requests().empty());
}

TEST(CurlWebhookTransport, speaks_no_other_protocol) {
  Receiver receiver(Answers{{"/", kOk}});
  WebhookTransportOptions options = near_options();
  options.allow_http = false;
  const auto transport = make_curl_webhook_transport(options);
  for (const std::string& url : {receiver.url("/"), std::string("file:///etc/passwd"), std::string("gopher://a/")}) {
    const WebhookAnswer answer = answer_to(*transport, url);
    EXPECT_FALSE(answer.status) << url;
    EXPECT_NE(answer.error, "") << url;
  }
  EXPECT_TRUE(receiver.requests().empty());
}

TEST(CurlWebhookTransport, a_wait_ends_when_woken) {
  const auto transport = make_curl_webhook_transport(near_options());
  std::jthread waker([&] { transport->wake(); });
  const auto before = std::chrono::steady_clock::now();
  EXPECT_TRUE(transport->wait(60s).empty());
  EXPECT_LT(std::chrono::steady_clock::now() - before, 30s);
}

TEST(CurlWebhookTransport, what_was_abandoned_is_not_answered) {
  Receiver receiver(Answers{{"/", kOk}});
  const auto transport = make_curl_webhook_transport(near_options());
  transport->post(post_to(receiver.url("/")));
  transport->abandon();
  EXPECT_TRUE(transport->wait(0ms).empty());
  EXPECT_EQ(answer_to(*transport, receiver.url("/")).status, 200);
}

}  // namespace
}  // namespace attendsense::transport
