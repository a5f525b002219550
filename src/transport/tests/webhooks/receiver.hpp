#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace attendsense::transport::testing {

using Answers = std::map<std::string, std::string>;

// An HTTP server on loopback whose answers are given word by word, by path. It reads a request, answers, and closes. A
// path without an answer is never answered.
class Receiver {
 public:
  explicit Receiver(Answers answers) : answers_(std::move(answers)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(listener_, 16);
    socklen_t size = sizeof address;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this] { run(); });
  }

  ~Receiver() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    for (const int hanging : hanging_) close(hanging);
    close(listener_);
  }

  Receiver(const Receiver&) = delete;
  Receiver& operator=(const Receiver&) = delete;

  [[nodiscard]] std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }

  [[nodiscard]] std::vector<std::string> requests() {
    const std::scoped_lock lock(mutex_);
    return requests_;
  }

 private:
  void run() {
    for (int peer = accept(listener_, nullptr, nullptr); peer >= 0; peer = accept(listener_, nullptr, nullptr)) {
      const std::string request = read_request(peer);
      {
        const std::scoped_lock lock(mutex_);
        requests_.push_back(request);
      }
      const std::size_t start = request.find(' ') + 1;
      const auto answer = answers_.find(request.substr(start, request.find(' ', start) - start));
      if (answer == answers_.end()) {
        hanging_.push_back(peer);
        continue;
      }
      static_cast<void>(send(peer, answer->second.data(), answer->second.size(), MSG_NOSIGNAL));
      close(peer);
    }
  }

  static std::string read_request(int peer) {
    std::string text;
    char buffer[4096];
    for (ssize_t count = 0; !is_whole(text) && (count = recv(peer, buffer, sizeof buffer, 0)) > 0;) {
      text.append(buffer, static_cast<std::size_t>(count));
    }
    return text;
  }

  static bool is_whole(const std::string& text) {
    const std::size_t end = text.find("\r\n\r\n");
    const std::size_t length = text.find("Content-Length: ");
    if (end == std::string::npos || length == std::string::npos) return false;
    return text.size() >= end + 4 + std::stoul(text.substr(length + 16));
  }

  const Answers answers_;
  int listener_ = -1;
  int port_ = 0;
  std::mutex mutex_;
  std::vector<std::string> requests_;
  std::vector<int> hanging_;
  std::jthread thread_;
};

}  // namespace attendsense::transport::testing
