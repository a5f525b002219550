#include "http.hpp"

#include <curl/curl.h>

#include <array>
#include <new>

namespace attendsense::monitoring {

namespace {

constexpr std::size_t kMostBody = 64 << 10;

// CURL and CURLM are the same type.
struct FreeMulti {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};

struct Free {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }

  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }

  void operator()(CURLU* url) const { curl_url_cleanup(url); }

  void operator()(char* text) const { curl_free(text); }
};

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  const std::unique_ptr<char, Free> owned(text);
  return text;
}

// What is beyond the limit is read and dropped: the status says enough.
std::size_t on_body(char* data, std::size_t size, std::size_t count, void* body) {
  std::string& text = *static_cast<std::string*>(body);
  text.append(data, std::min(size * count, kMostBody - text.size()));
  return size * count;
}

}  // namespace

bool is_private_url(const std::string& url) {
  const std::unique_ptr<CURLU, Free> parsed(curl_url());
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return false;
  const std::string scheme = part_of(parsed.get(), CURLUPART_SCHEME);
  const std::string host = part_of(parsed.get(), CURLUPART_HOST);
  if (scheme == "https") return true;
  return scheme == "http" && (host == "127.0.0.1" || host == "localhost" || host == "[::1]");
}

struct HttpClient::State {
  std::filesystem::path ca_file;
  std::chrono::milliseconds timeout;
  std::unique_ptr<CURL, Free> easy;
  std::unique_ptr<CURLM, FreeMulti> multi;

  void configure(const HttpRequest& request, curl_slist* headers, std::string& body, char* detail) const;
  [[nodiscard]] CURLcode transfer(const std::stop_token& stop) const;
};

void HttpClient::State::configure(const HttpRequest& request, curl_slist* headers, std::string& body,
                                  char* detail) const {
  CURL* handle = easy.get();
  curl_easy_reset(handle);  // keeps the connection
  curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "attendsense");
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  if (!ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, ca_file.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &body);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, detail);
  if (!request.body) return;
  const std::string& content = request.body->reveal();
  curl_easy_setopt(handle, CURLOPT_POST, 1L);
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, content.data());
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(content.size()));
}

CURLcode HttpClient::State::transfer(const std::stop_token& stop) const {
  curl_multi_add_handle(multi.get(), easy.get());
  const std::stop_callback wake(stop, [this] { curl_multi_wakeup(multi.get()); });
  CURLcode outcome = CURLE_ABORTED_BY_CALLBACK;
  int running = 1;
  while (!stop.stop_requested() && curl_multi_perform(multi.get(), &running) == CURLM_OK && running > 0) {
    curl_multi_poll(multi.get(), nullptr, 0, 1000, nullptr);
  }
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
    if (message->msg == CURLMSG_DONE) outcome = message->data.result;
  }
  curl_multi_remove_handle(multi.get(), easy.get());
  return outcome;
}

HttpClient::HttpClient(std::filesystem::path ca_file, std::chrono::milliseconds timeout)
    : state_(std::make_unique<State>()) {
  static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
  state_->ca_file = std::move(ca_file);
  state_->timeout = timeout;
  state_->easy.reset(curl_easy_init());
  state_->multi.reset(curl_multi_init());
  if (initialised != CURLE_OK || !state_->easy || !state_->multi) throw std::bad_alloc();
}

HttpClient::~HttpClient() = default;

Result<HttpResponse> HttpClient::send(const HttpRequest& request, const std::stop_token& stop) {
  std::unique_ptr<curl_slist, Free> headers(curl_slist_append(nullptr, "Expect:"));
  const auto add = [&](const std::string& header) {
    headers.reset(curl_slist_append(headers.release(), header.c_str()));
  };
  for (const std::string& header : request.headers) add(header);
  if (!request.bearer.empty()) add("Authorization: Bearer " + request.bearer.reveal());

  HttpResponse response;
  std::array<char, CURL_ERROR_SIZE> detail{};
  state_->configure(request, headers.get(), response.body, detail.data());
  const CURLcode outcome = state_->transfer(stop);
  if (stop.stop_requested()) return fail(Failure::unavailable, "stopped", "The export is stopping");
  if (outcome != CURLE_OK) {
    const std::string cause = detail[0] != '\0' ? detail.data() : curl_easy_strerror(outcome);
    return fail(Failure::unavailable, "cloud_unreachable", "No answer from " + request.url + ": " + cause,
                "Check the network and the address");
  }
  curl_easy_getinfo(state_->easy.get(), CURLINFO_RESPONSE_CODE, &response.status);
  curl_off_t seconds = 0;
  if (curl_easy_getinfo(state_->easy.get(), CURLINFO_RETRY_AFTER, &seconds) == CURLE_OK && seconds > 0) {
    response.retry_after = std::chrono::seconds(seconds);
  }
  return response;
}

}  // namespace attendsense::monitoring
