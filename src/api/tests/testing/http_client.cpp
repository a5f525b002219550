#include "http_client.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <memory>
#include <stdexcept>

namespace attendsense::api::testing {
namespace {

using Milliseconds = std::chrono::milliseconds;

std::size_t take_body(char* data, std::size_t, std::size_t size, void* to) {
  static_cast<Reply*>(to)->body.append(data, size);
  return size;
}

std::size_t take_header(char* data, std::size_t, std::size_t size, void* to) {
  const std::string_view line(data, size);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return size;
  std::string name(line.substr(0, colon));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::string_view value = line.substr(colon + 1);
  value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
  value = value.substr(0, value.find_first_of("\r\n"));
  std::string& known = static_cast<Reply*>(to)->headers[name];
  // Of the cookies, a line each; of another field the last value.
  if (name == "set-cookie" && !known.empty()) {
    known.append("\n").append(value);
  } else {
    known = value;
  }
  return size;
}

struct CurlDeleter {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }

  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::unique_ptr<curl_slist, CurlDeleter> to_list(const HttpClient::Fields& fields) {
  curl_slist* list = curl_slist_append(nullptr, "Expect:");
  for (const auto& [name, value] : fields) {
    // Curl leaves out a field that ends at its colon; a semicolon stands for one without a value.
    list = curl_slist_append(list, (value.empty() ? name + ";" : name + ": " + value).c_str());
  }
  return std::unique_ptr<curl_slist, CurlDeleter>(list);
}

}  // namespace

Reply HttpClient::post(const std::string& path, const boost::json::object& body) const {
  return send("POST", path, boost::json::serialize(body), "application/json");
}

Reply HttpClient::put(const std::string& path, const boost::json::object& body, const Fields& fields) const {
  return send("PUT", path, boost::json::serialize(body), "application/json", fields);
}

Reply HttpClient::patch(const std::string& path, const boost::json::object& body, const Fields& fields) const {
  return send("PATCH", path, boost::json::serialize(body), "application/json", fields);
}

Reply HttpClient::send(const std::string& method, const std::string& path, std::string_view body,
                       const std::string& type, const Fields& fields) const {
  const std::unique_ptr<CURL, CurlDeleter> curl(curl_easy_init());
  Fields all = fields;
  if (!token_.empty()) all.emplace_back("Authorization", "Bearer " + token_);
  all.emplace_back("Content-Type", type);
  const auto list = to_list(all);
  Reply reply;
  curl_easy_setopt(curl.get(), CURLOPT_URL, (url_ + path).c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 60L);
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, list.get());
  if (!trusted_.empty()) curl_easy_setopt(curl.get(), CURLOPT_CAINFO, trusted_.c_str());
  if (!body.empty() || method == "POST" || method == "PATCH") {
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.data() == nullptr ? "" : body.data());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  }
  if (method == "HEAD") curl_easy_setopt(curl.get(), CURLOPT_NOBODY, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, method.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &reply);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &reply);
  const CURLcode done = curl_easy_perform(curl.get());
  if (done != CURLE_OK) throw std::runtime_error(method + " " + path + ": " + curl_easy_strerror(done));
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  reply.status = static_cast<int>(status);
  EXPECT_EQ(contract().complaint(method, path, reply), "") << method << " " << path << "\n"
                                                           << reply.body.substr(0, 1000);
  return reply;
}

RawConnection::RawConnection(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("The server does not accept connections");
  }
}

RawConnection::~RawConnection() {
  ::close(socket_);
}

bool RawConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawConnection::end_sending() {
  ::shutdown(socket_, SHUT_WR);
}

std::string RawConnection::receive_until(std::string_view end, Milliseconds most) {
  const auto deadline = std::chrono::steady_clock::now() + most;
  while (end.empty() || received_.find(end) == std::string::npos) {
    const auto left = std::chrono::ceil<Milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd waiting{socket_, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) {
      if (end.empty()) ADD_FAILURE() << "The server did not close the connection; it sent: " << received_;
      return std::exchange(received_, {});
    }
    char bytes[16384];
    const ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
    if (size <= 0) return std::exchange(received_, {});
    received_.append(bytes, static_cast<std::size_t>(size));
  }
  const std::size_t taken = received_.find(end) + end.size();
  std::string result = received_.substr(0, taken);
  received_.erase(0, taken);
  return result;
}

std::string RawConnection::receive_all(Milliseconds most) {
  return receive_until("", most);
}

int status_of(std::string_view received) {
  if (!received.starts_with("HTTP/1.1 ")) return 0;
  return std::stoi(std::string(received.substr(9, 3)));
}

}  // namespace attendsense::api::testing
