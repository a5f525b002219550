#include "http_client.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <new>

namespace attendsense::station {

namespace {

constexpr std::size_t kMaxBody = 256 << 10;
constexpr long kConnectTimeoutMs = 5000;

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using HeaderList = std::unique_ptr<curl_slist, FreeList>;

struct FreeEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

struct FreeMulti {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};

void initialise_libcurl_once() {
  static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (initialised != CURLE_OK) throw std::bad_alloc();
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// What happens to one answer as it comes in.
struct Receiver {
  const HttpRequest& request;
  CURL* easy;
  HttpResponse response;
  bool has_begun = false;
  std::chrono::steady_clock::time_point last_sign_of_life = std::chrono::steady_clock::now();

  [[nodiscard]] bool has_fallen_silent() const {
    return request.silence.count() > 0 && std::chrono::steady_clock::now() - last_sign_of_life > request.silence;
  }

  void begin() {
    if (has_begun) return;
    has_begun = true;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &response.status);
  }

  void take_header(std::string_view line) {
    last_sign_of_life = std::chrono::steady_clock::now();
    if (line.starts_with("HTTP/")) {  // also after "100 Continue": the last answer counts
      response.headers.clear();
      response.answered_at = std::chrono::system_clock::now();
      return;
    }
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
      response.headers[lower(trimmed(line.substr(0, colon)))] = trimmed(line.substr(colon + 1));
    }
    // The empty line: a stream's reader learns that it is connected before the first event.
    if (trimmed(line).empty() && request.on_piece) {
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &response.status);
      if (response.status >= 200) is_refused = !request.on_piece(response.status, {});
    }
  }

  bool take_body(std::string_view piece) {
    begin();
    last_sign_of_life = std::chrono::steady_clock::now();
    if (is_refused) return false;
    if (request.on_piece) return request.on_piece(response.status, piece);
    if (response.body.size() + piece.size() > kMaxBody) return false;
    response.body.append(piece);
    return true;
  }

  bool is_refused = false;
};

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* receiver) {
  static_cast<Receiver*>(receiver)->take_header({data, size * count});
  return size * count;
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* receiver) {
  return static_cast<Receiver*>(receiver)->take_body({data, size * count}) ? size * count : CURL_WRITEFUNC_ERROR;
}

bool is_about_certificate(CURLcode code) {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_ISSUER_ERROR ||
         code == CURLE_SSL_CERTPROBLEM;
}

std::unexpected<Error> translated(CURLcode code, const char* detail, const ServerAddress& server) {
  const char* cause = *detail != '\0' ? detail : curl_easy_strerror(code);
  if (is_about_certificate(code)) {
    return fail(Failure::unavailable, "server_certificate",
                fmt::format("{} does not prove that it is the server: {}", server.base, cause),
                "Check the address, or give the server's own certificate authority with --ca-file");
  }
  return fail(Failure::unavailable, "server_unreachable", fmt::format("No answer from {}: {}", server.base, cause),
              "Check that the server runs and that the network reaches it");
}

}  // namespace

struct HttpClient::State {
  State(ServerAddress server_in, const Secret& token) : server(std::move(server_in)) {
    initialise_libcurl_once();
    easy.reset(curl_easy_init());
    multi.reset(curl_multi_init());
    if (!easy || !multi) throw std::bad_alloc();
    authorization = Secret("Authorization: Bearer " + token.reveal());
  }

  void configure(const HttpRequest& request, Receiver& receiver, curl_slist* headers, char* detail);
  [[nodiscard]] CURLcode transfer(const Receiver& receiver, const std::stop_token& stop);

  ServerAddress server;
  Secret authorization;
  std::unique_ptr<CURL, FreeEasy> easy;
  std::unique_ptr<CURLM, FreeMulti> multi;
};

void HttpClient::State::configure(const HttpRequest& request, Receiver& receiver, curl_slist* headers, char* detail) {
  CURL* handle = easy.get();
  curl_easy_reset(handle);  // keeps connections and sessions
  const std::string url = server.base + request.path;
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "attendsense-station");
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  if (!server.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, server.ca_file.c_str());
  if (server.is_loopback) curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, kConnectTimeoutMs);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &receiver);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &receiver);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, detail);
  if (request.body != nullptr) {
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body->data());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body->size()));
    if (request.method != nullptr) curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method);
  }
}

CURLcode HttpClient::State::transfer(const Receiver& receiver, const std::stop_token& stop) {
  curl_multi_add_handle(multi.get(), easy.get());
  const std::stop_callback wake(stop, [this] { curl_multi_wakeup(multi.get()); });
  CURLcode outcome = CURLE_ABORTED_BY_CALLBACK;
  int running = 1;
  while (!stop.stop_requested() && curl_multi_perform(multi.get(), &running) == CURLM_OK && running > 0) {
    if (receiver.has_fallen_silent()) {
      outcome = CURLE_OPERATION_TIMEDOUT;
      break;
    }
    curl_multi_poll(multi.get(), nullptr, 0, 1000, nullptr);
  }
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
    if (message->msg == CURLMSG_DONE) outcome = message->data.result;
  }
  curl_multi_remove_handle(multi.get(), easy.get());
  return outcome;
}

HttpClient::HttpClient(ServerAddress server, const Secret& token)
    : state_(std::make_unique<State>(std::move(server), token)) {}

HttpClient::~HttpClient() = default;

Result<HttpResponse> HttpClient::send(const HttpRequest& request, const std::stop_token& stop) {
  HeaderList headers(curl_slist_append(nullptr, state_->authorization.reveal().c_str()));
  for (const std::string& header : request.headers) {
    headers.reset(curl_slist_append(headers.release(), header.c_str()));
  }
  // No waiting for "100 Continue": the server's limits are known.
  headers.reset(curl_slist_append(headers.release(), "Expect:"));

  Receiver receiver{.request = request, .easy = state_->easy.get(), .response = {}};
  std::array<char, CURL_ERROR_SIZE> detail{};
  state_->configure(request, receiver, headers.get(), detail.data());
  receiver.response.sent_at = std::chrono::system_clock::now();
  const CURLcode outcome = state_->transfer(receiver, stop);
  receiver.begin();
  curl_off_t before_answer = 0;
  curl_easy_getinfo(state_->easy.get(), CURLINFO_PRETRANSFER_TIME_T, &before_answer);
  receiver.response.sent_at += std::chrono::microseconds(before_answer);

  if (stop.stop_requested()) return fail(Failure::unavailable, "stopped", "The station is stopping");
  const bool ended_by_reader = outcome == CURLE_WRITE_ERROR && request.on_piece;
  if (outcome != CURLE_OK && !ended_by_reader) return translated(outcome, detail.data(), state_->server);
  return std::move(receiver.response);
}

}  // namespace attendsense::station
