#include "postgres/leadership.hpp"

namespace attendsense::store::postgres {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 1s;

class HeldLock final : public core::Leadership {
 public:
  explicit HeldLock(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

  bool held() override {
    return connection_.with([](auto& connection) { return connection->answers_within(kPatience); });
  }

 private:
  Synchronized<std::unique_ptr<Connection>> connection_;
};

}  // namespace

// The server must soon find out that a leader's machine is gone, else nobody could follow it.
Candidacy::Candidacy(Conninfo conninfo) : conninfo_(std::move(conninfo)) {
  set_option(conninfo_, "tcp_keepalives_idle", "1");
  set_option(conninfo_, "tcp_keepalives_interval", "1");
  set_option(conninfo_, "tcp_keepalives_count", "2");
}

std::unique_ptr<Connection> Candidacy::take_connection() {
  auto connection = spare_.with([](auto& spare) { return std::move(spare); });
  if (connection == nullptr) connection = std::make_unique<Connection>(conninfo_);
  if (!connection->answers_within(kPatience)) connection->open();
  return connection;
}

std::unique_ptr<core::Leadership> Candidacy::try_lead(const std::string& role) {
  auto connection = take_connection();
  if (connection->value<bool>("SELECT pg_try_advisory_lock(hashtextextended('attendsense ' || $1, 0))", role)) {
    return std::make_unique<HeldLock>(std::move(connection));
  }
  spare_.with([&](auto& spare) { spare = std::move(connection); });
  return nullptr;
}

}  // namespace attendsense::store::postgres
