#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

namespace attendsense::transport::testing_support {

// Passes bytes between whoever connects to port() and a server on this machine, until it is told not to. One
// connection after the other may be cut; several may be open at once.
class Proxy {
 public:
  Proxy(std::string host, int target_port);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  [[nodiscard]] int port() const { return port_; }

  // What is sent from now on goes nowhere; the connections stay open.
  void fall_silent() { silent_ = true; }

  void speak_again() { silent_ = false; }

  // Ends every open connection, once.
  void cut() { ++cuts_; }

 private:
  void serve(const std::stop_token& stop);

  const std::string host_;
  const int target_port_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> silent_ = false;
  std::atomic<int> cuts_ = 0;
  std::jthread thread_;
};

}  // namespace attendsense::transport::testing_support
