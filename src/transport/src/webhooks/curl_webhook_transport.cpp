#include "attendsense/transport/curl_webhook_transport.hpp"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <new>

#include "webhooks/address_rules.hpp"

namespace attendsense::transport {
namespace {

constexpr std::size_t kMostBody = 1024;
constexpr long kConnections = 64;  // kept open for the next post

// CURL and CURLM are the same type.
struct FreeMulti {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};

struct Free {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }

  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

// One post on its way. libcurl holds pointers into it, so it stays where it is.
struct Transfer {
  Transfer() = default;
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  core::WebhookPost post;
  bool allow_private = false;
  bool refused = false;      // no address may be connected to
  std::size_t received = 0;  // of the body
  std::array<char, CURL_ERROR_SIZE> detail{};
  std::unique_ptr<curl_slist, Free> headers;
  std::unique_ptr<CURL, Free> easy;
};

// Called with the address that is about to be connected to.
curl_socket_t open_socket(void* context, curlsocktype /*purpose*/, curl_sockaddr* address) {
  Transfer& transfer = *static_cast<Transfer*>(context);
  if (!transfer.allow_private && !is_public(address->addr)) {
    transfer.refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// More than anybody needs to say ends the transfer.
std::size_t on_body(char* /*data*/, std::size_t size, std::size_t count, void* context) {
  Transfer& transfer = *static_cast<Transfer*>(context);
  transfer.received += size * count;
  return transfer.received > kMostBody ? 0 : size * count;
}

class CurlWebhookTransport final : public core::WebhookTransport {
 public:
  explicit CurlWebhookTransport(WebhookTransportOptions options) : options_(std::move(options)) {
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    multi_.reset(curl_multi_init());
    if (initialised != CURLE_OK || !multi_) throw std::bad_alloc();
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, kConnections);
  }

  ~CurlWebhookTransport() override { abandon(); }

  void post(core::WebhookPost post) override {
    auto transfer = std::make_unique<Transfer>();
    transfer->post = std::move(post);
    transfer->allow_private = options_.allow_private;
    transfer->easy.reset(curl_easy_init());
    if (!transfer->easy) throw std::bad_alloc();
    configure(*transfer);
    CURL* handle = transfer->easy.get();
    if (curl_multi_add_handle(multi_.get(), handle) != CURLM_OK) throw std::bad_alloc();
    transfers_.emplace(handle, std::move(transfer));
  }

  std::vector<core::WebhookAnswer> wait(std::chrono::milliseconds most) override {
    const auto deadline = std::chrono::steady_clock::now() + most;
    std::vector<core::WebhookAnswer> answers = work();
    while (answers.empty() && !woken_.exchange(false)) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      if (left.count() <= 0) break;
      curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(left.count()), nullptr);
      answers = work();
    }
    return answers;
  }

  void abandon() override {
    for (const auto& [handle, transfer] : transfers_) curl_multi_remove_handle(multi_.get(), handle);
    transfers_.clear();
  }

  void wake() override {
    woken_ = true;
    curl_multi_wakeup(multi_.get());
  }

 private:
  void configure(Transfer& transfer) const {
    CURL* handle = transfer.easy.get();
    add_header(transfer, "Expect:");
    for (const std::string& header : transfer.post.headers) add_header(transfer, header);
    curl_easy_setopt(handle, CURLOPT_URL, transfer.post.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, options_.allow_http ? "http,https" : "https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "attendsense");
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    if (!options_.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, options_.ca_file.c_str());
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, transfer.headers.get());
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, transfer.post.body.data());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.post.body.size()));
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, transfer.detail.data());
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &transfer);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  }

  static void add_header(Transfer& transfer, const std::string& header) {
    curl_slist* longer = curl_slist_append(transfer.headers.get(), header.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    static_cast<void>(transfer.headers.release());  // it is part of the longer list now
    transfer.headers.reset(longer);
  }

  std::vector<core::WebhookAnswer> work() {
    int running = 0;
    curl_multi_perform(multi_.get(), &running);
    std::vector<core::WebhookAnswer> answers;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const CURLcode outcome = message->data.result;
      const auto found = transfers_.find(message->easy_handle);
      answers.push_back(answer_of(*found->second, outcome));
      curl_multi_remove_handle(multi_.get(), found->first);
      transfers_.erase(found);
    }
    return answers;
  }

  static core::WebhookAnswer answer_of(const Transfer& transfer, CURLcode outcome) {
    core::WebhookAnswer answer{.delivery = transfer.post.delivery, .status = {}, .error = {}, .retry_after = {}};
    long status = 0;
    curl_easy_getinfo(transfer.easy.get(), CURLINFO_RESPONSE_CODE, &status);
    const bool said_too_much = outcome == CURLE_WRITE_ERROR && transfer.received > kMostBody;
    if ((outcome == CURLE_OK || said_too_much) && status != 0) {
      answer.status = static_cast<int>(status);
      curl_off_t seconds = 0;
      curl_easy_getinfo(transfer.easy.get(), CURLINFO_RETRY_AFTER, &seconds);
      if (seconds > 0) answer.retry_after = std::chrono::seconds(seconds);
      return answer;
    }
    if (transfer.refused) {
      answer.error = "The address is one of a private network, which is not allowed";
    } else {
      answer.error = transfer.detail[0] != '\0' ? transfer.detail.data() : curl_easy_strerror(outcome);
    }
    return answer;
  }

  const WebhookTransportOptions options_;
  std::atomic<bool> woken_ = false;
  std::unique_ptr<CURLM, FreeMulti> multi_;
  std::map<CURL*, std::unique_ptr<Transfer>> transfers_;  // gone before multi_ is: ~CurlWebhookTransport()
};

}  // namespace

std::unique_ptr<core::WebhookTransport> make_curl_webhook_transport(WebhookTransportOptions options) {
  return std::make_unique<CurlWebhookTransport>(std::move(options));
}

}  // namespace attendsense::transport
