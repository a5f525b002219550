#include "testing/servers.hpp"

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace attendsense::testing {
namespace {

using boost::json::object;
using boost::json::value;

std::string text(const object& from, std::string_view key) {
  return value_to<std::string>(from.at(key));
}

Login login(const object& from, std::string_view key) {
  const object& account = from.at(key).as_object();
  return {.user = text(account, "user"), .password = text(account, "password")};
}

// What all servers have in common.
template <class Server>
Server server(const object& from) {
  Server made;
  made.host = text(from, "host");
  made.port = from.at("port").to_number<std::uint16_t>();
  made.pid = from.at("pid").to_number<int>();
  return made;
}

PostgresServer postgres(const object& from) {
  auto made = server<PostgresServer>(from);
  made.database = text(from, "database");
  made.superuser = login(from, "superuser");
  made.owner = login(from, "owner");
  made.api = login(from, "api");
  made.worker = login(from, "worker");
  return made;
}

RabbitMqServer rabbitmq(const object& from) {
  auto made = server<RabbitMqServer>(from);
  made.vhost = text(from, "vhost");
  made.publisher = login(from, "publisher");
  made.consumer = login(from, "consumer");
  made.queue_operator = login(from, "operator");
  made.administrator = login(from, "administrator");
  return made;
}

MosquittoServer mosquitto(const object& from) {
  auto made = server<MosquittoServer>(from);
  made.relay = login(from, "relay");
  made.administrator = login(from, "administrator");
  made.password_file = text(from, "password_file");
  made.acl_file = text(from, "acl_file");
  return made;
}

TestServers parse(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file) throw std::runtime_error("cannot be read");
  const value parsed = boost::json::parse(content.str());
  const object& all = parsed.as_object();
  TestServers servers{.ca = text(all, "ca")};
  if (const value* found = all.if_contains("postgres")) servers.postgres = postgres(found->as_object());
  if (const value* found = all.if_contains("rabbitmq")) servers.rabbitmq = rabbitmq(found->as_object());
  if (const value* found = all.if_contains("mosquitto")) servers.mosquitto = mosquitto(found->as_object());
  return servers;
}

}  // namespace

TestServers read_servers(const std::filesystem::path& path) {
  try {
    return parse(path);
  } catch (const std::exception& problem) {
    throw std::runtime_error(path.string() + ": " + problem.what());
  }
}

std::optional<TestServers> test_servers() {
  const char* const path = std::getenv("ATTENDSENSE_TEST_SERVERS");  // NOLINT(concurrency-mt-unsafe)
  if (path == nullptr) return std::nullopt;
  return read_servers(path);
}

}  // namespace attendsense::testing
