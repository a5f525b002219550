#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "attendsense/api/server.hpp"
#include "attendsense/service/outbox_relay.hpp"
#include "http_client.hpp"
#include "office.hpp"

namespace attendsense::api::testing {

// A real server on a free port over a real database and queue, whose analyzer sees what the test says. `Premises` is
// service::testing::Parts (nothing registered yet) or Office (a company with an administrator).
template <class Premises>
class Served : public ::testing::Test {
 public:
  explicit Served(ServerOptions options = {}) { serve(std::move(options)); }

  void serve(ServerOptions options) {
    server.reset();
    auto started = HttpServer::start(std::move(options), {office.ports(), *bus, office.clock, readiness, "0.0.0-test"});
    if (!started) throw std::runtime_error(started.error().text());
    server = std::move(*started);
  }

  [[nodiscard]] HttpClient client(std::string token = "") const { return HttpClient(server->url(), std::move(token)); }

  Premises office;
  std::vector<ReadinessCheck> readiness{{"store", [] { return Result<void>(); }}};
  std::unique_ptr<core::EventBus> bus = make_bus();
  service::OutboxRelay relay{*office.store, *bus, office.events_written, office.clock};
  std::unique_ptr<HttpServer> server;

 private:
  static std::unique_ptr<core::EventBus> make_bus();
};

[[nodiscard]] std::unique_ptr<core::EventBus> make_test_bus();

template <class Premises>
std::unique_ptr<core::EventBus> Served<Premises>::make_bus() {
  return make_test_bus();
}

class ServedOffice : public Served<service::testing::Office> {
 public:
  using Served::Served;

  [[nodiscard]] HttpClient boss() const { return client(office.first_session.access_token.reveal()); }

  // Signs in over the interface.
  [[nodiscard]] HttpClient signed_in(const std::string& email, const std::string& password) const;

  [[nodiscard]] HttpClient station(const service::create_station::Output& door) const {
    return client(door.token.reveal());
  }
};

// Header fields of a capture that nothing is wrong with.
[[nodiscard]] HttpClient::Fields capture_fields(Instant now);

}  // namespace attendsense::api::testing
