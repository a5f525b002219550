#include "server_settings.hpp"

#include "attendsense/base/files.hpp"

namespace attendsense::app {

using config::Value;

std::vector<config::Key> server_keys() {
  using namespace std::string_literals;
  return {
      {.name = "database.engine",
       .fallback = Value{"sqlite"s},
       .description = "sqlite: one file in the data folder; postgres: the server of postgres.*",
       .one_of = {"sqlite", "postgres"}},
      {.name = "database.wait_seconds",
       .fallback = Value{std::int64_t{60}},
       .description = "How long a start waits for a database that is away",
       .least = 0,
       .most = 3600},
      {.name = "database.silence",
       .fallback = Value{std::int64_t{750}},
       .description = "Milliseconds after which a PostgreSQL that says nothing at all is taken for away; on one that "
                      "does, a statement may take longer",
       .least = 200,
       .most = 5000},
      {.name = "postgres.host",
       .fallback = Value{"localhost"s},
       .description = "Its name, as its certificate bears it"},
      {.name = "postgres.port",
       .fallback = Value{std::int64_t{5432}},
       .description = "Port",
       .least = 1,
       .most = 65535},
      {.name = "postgres.database", .fallback = Value{"attendsense"s}, .description = "Name of the database"},
      {.name = "postgres.user",
       .fallback = Value{"attendsense_api"s},
       .description = "Role of this process: attendsense_api or attendsense_worker"},
      {.name = "postgres.password_file", .fallback = Value{""s}, .description = "File with the role's password"},
      {.name = "postgres.owner_user",
       .fallback = Value{"attendsense_owner"s},
       .description = "Role that owns the tables: `attendsense migrate` uses it"},
      {.name = "postgres.owner_password_file", .fallback = Value{""s}, .description = "File with the owner's password"},
      {.name = "postgres.ca_file",
       .fallback = Value{""s},
       .description =
           "PEM file of the authority that signed the server's certificate; empty: no TLS, over loopback only"},
      {.name = "postgres.connections",
       .fallback = Value{std::int64_t{8}},
       .description = "Connections that this process opens at most, besides three for what it listens to",
       .least = 1,
       .most = 200},
      {.name = "queue.engine",
       .fallback = Value{"sqlite"s},
       .description = "sqlite: one file in the data folder; rabbitmq: the broker of rabbitmq.*",
       .one_of = {"sqlite", "rabbitmq"}},
      {.name = "rabbitmq.host",
       .fallback = Value{"localhost"s},
       .description = "Its name, as its certificate bears it"},
      {.name = "rabbitmq.port",
       .fallback = Value{std::int64_t{5671}},
       .description = "Port",
       .least = 1,
       .most = 65535},
      {.name = "rabbitmq.vhost", .fallback = Value{"attendsense"s}, .description = "Virtual host"},
      {.name = "rabbitmq.ca_file",
       .fallback = Value{""s},
       .description = "PEM file of the authority that signed the broker's certificate; empty: no TLS"},
      {.name = "rabbitmq.name",
       .fallback = Value{"attendsense"s},
       .description = "Name of the queue and its exchanges"},
      {.name = "rabbitmq.publisher_user",
       .fallback = Value{"attendsense_publisher"s},
       .description = "Account that may publish captures: the API's"},
      {.name = "rabbitmq.publisher_password_file", .fallback = Value{""s}, .description = "File with its password"},
      {.name = "rabbitmq.consumer_user",
       .fallback = Value{"attendsense_consumer"s},
       .description = "Account that may take captures: the workers'"},
      {.name = "rabbitmq.consumer_password_file", .fallback = Value{""s}, .description = "File with its password"},
      {.name = "rabbitmq.operator_user",
       .fallback = Value{"attendsense_operator"s},
       .description = "Account of `attendsense queue`: sees the depth and the dead letters"},
      {.name = "rabbitmq.operator_password_file", .fallback = Value{""s}, .description = "File with its password"},
      {.name = "events.engine",
       .fallback = Value{"in_process"s},
       .description = "in_process: stations listen to server-sent events; mqtt: also to the broker of mqtt.*",
       .one_of = {"in_process", "mqtt"}},
      {.name = "mqtt.host", .fallback = Value{"localhost"s}, .description = "Its name, as its certificate bears it"},
      {.name = "mqtt.port", .fallback = Value{std::int64_t{8883}}, .description = "Port", .least = 1, .most = 65535},
      {.name = "mqtt.user", .fallback = Value{"attendsense-relay"s}, .description = "Account that publishes events"},
      {.name = "mqtt.password_file", .fallback = Value{""s}, .description = "File with its password"},
      {.name = "mqtt.ca_file",
       .fallback = Value{""s},
       .description = "PEM file of the authority that signed the broker's certificate; empty: no TLS"},
  };
}

std::vector<config::Key> webhook_keys() {
  using namespace std::string_literals;
  return {
      {.name = "webhooks.allow_http",
       .fallback = Value{false},
       .description = "Whether a webhook may be without TLS: for tests, and for receivers on this machine"},
      {.name = "webhooks.allow_private",
       .fallback = Value{false},
       .description = "Whether a webhook may lead to this machine or into a private network: then whoever manages the "
                      "company can send requests to what is there"},
      {.name = "webhooks.ca_file",
       .fallback = Value{""s},
       .description = "PEM file of the authorities that sign receivers' certificates; empty: the system's"},
      {.name = "alerts.silent_minutes",
       .fallback = Value{std::int64_t{5}},
       .description = "Not heard of for so long, a station is told of as silent; stations ask every half minute",
       .least = 1,
       .most = 43200},
      {.name = "alerts.clock_seconds",
       .fallback = Value{std::int64_t{30}},
       .description = "A station whose clock is further off is told of",
       .least = 1,
       .most = 86400},
  };
}

Result<Secret> secret_of(const config::Config& config, const std::string& key) {
  constexpr std::size_t kLongest = 4096;
  const std::string& file = config.text(key);
  if (file.empty()) return Secret();
  Result<Bytes> bytes = read_file(file, kLongest);
  if (!bytes) {
    return fail(bytes.error().failure, "secret_unreadable", key + ": " + bytes.error().message,
                "The file holds the password alone and is readable by the user that runs this program");
  }
  std::string text(as_text(*bytes));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  if (text.empty()) {
    return fail(Failure::invalid_input, "secret_empty", key + ": " + file + " is empty", "Write the password into it");
  }
  return Secret(std::move(text));
}

}  // namespace attendsense::app
