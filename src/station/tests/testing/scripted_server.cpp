#include "testing/scripted_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

namespace attendsense::station::testing {

namespace {

int listen_on_free_port(int& port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener, 64) != 0 ||
      ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("cannot listen on loopback");
  }
  port = ntohs(address.sin_port);
  return listener;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

Request parse_head(const std::string& head) {
  Request request;
  const std::size_t line_end = head.find("\r\n");
  const std::string first = head.substr(0, line_end);
  const std::size_t space = first.find(' ');
  request.method = first.substr(0, space);
  request.path = first.substr(space + 1, first.rfind(' ') - space - 1);
  for (std::size_t at = line_end + 2; at < head.size();) {
    const std::size_t end = head.find("\r\n", at);
    const std::string line = head.substr(at, end - at);
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos) request.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
    at = end + 2;
  }
  return request;
}

bool read_request(int connection, Request& request) {
  std::string data;
  std::array<char, 65536> piece{};
  std::size_t head_end = std::string::npos;
  while (true) {
    if (head_end == std::string::npos && (head_end = data.find("\r\n\r\n")) != std::string::npos) {
      request = parse_head(data.substr(0, head_end + 2));
    }
    if (head_end != std::string::npos) {
      const std::size_t length = std::strtoul(request.headers["content-length"].c_str(), nullptr, 10);
      request.body = data.substr(head_end + 4);
      if (request.body.size() >= length) return true;
    }
    const ssize_t count = ::recv(connection, piece.data(), piece.size(), 0);
    if (count <= 0) return false;
    data.append(piece.data(), static_cast<std::size_t>(count));
  }
}

void write_all(int connection, const std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t count = ::send(connection, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
    if (count <= 0) return;
    at += static_cast<std::size_t>(count);
  }
}

}  // namespace

std::string http_answer(int status, const std::string& headers, const std::string& body) {
  return "HTTP/1.1 " + std::to_string(status) +
         " Status\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" +
         body;
}

Answer answer(int status, const std::string& headers, const std::string& body) {
  return {.bytes = http_answer(status, headers, body)};
}

Answer accepted(const Request& request) {
  const auto id = request.headers.find("attendsense-capture-id");
  return answer(202, "Content-Type: application/json\r\n",
                R"({"capture_id":")" + (id == request.headers.end() ? "" : id->second) + R"(","status":"queued"})");
}

Answer event_stream(const std::string& events) {
  return {.bytes = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + events, .stay_open = true};
}

ScriptedServer::ScriptedServer(Handler handler)
    : handler_(std::move(handler)), listener_(listen_on_free_port(port_)), thread_([this] { serve(); }) {}

ScriptedServer::~ScriptedServer() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    for (const int connection : open_) ::shutdown(connection, SHUT_RDWR);
  }
  thread_.join();
  conversations_.clear();
  ::close(listener_);
}

std::string ScriptedServer::address() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

std::vector<Request> ScriptedServer::requests() const {
  const std::scoped_lock lock(mutex_);
  return requests_;
}

std::vector<Request> ScriptedServer::requests(const std::string& path) const {
  std::vector<Request> all = requests();
  std::erase_if(all, [&](const Request& request) { return request.path != path; });
  return all;
}

bool ScriptedServer::wait_for(const std::string& path, std::size_t count) const {
  std::unique_lock lock(mutex_);
  return came_.wait_for(lock, std::chrono::seconds(10), [&] {
    return static_cast<std::size_t>(std::ranges::count(requests_, path, &Request::path)) >= count;
  });
}

void ScriptedServer::serve() {
  while (true) {
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) return;
    const std::scoped_lock lock(mutex_);
    if (ending_) {
      ::close(connection);
      return;
    }
    open_.push_back(connection);
    conversations_.emplace_back([this, connection] { converse(connection); });
  }
}

void ScriptedServer::converse(int connection) {
  Request request;
  if (read_request(connection, request)) {
    {
      const std::scoped_lock lock(mutex_);
      requests_.push_back(request);
    }
    came_.notify_all();
    const Answer given = handler_(request);
    write_all(connection, given.bytes);
    if (given.stay_open) {
      // Nothing more comes from the client; this returns when either side ends.
      std::array<char, 16> rest{};
      while (::recv(connection, rest.data(), rest.size(), 0) > 0) continue;
    }
  }
  const std::scoped_lock lock(mutex_);
  std::erase(open_, connection);
  ::close(connection);
}

int unused_port() {
  int port = 0;
  ::close(listen_on_free_port(port));
  return port;
}

bool eventually(const std::function<bool()>& holds, std::chrono::milliseconds within) {
  const auto deadline = std::chrono::steady_clock::now() + within;
  std::mutex mutex;
  std::condition_variable never;
  std::unique_lock lock(mutex);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    never.wait_for(lock, std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace attendsense::station::testing
