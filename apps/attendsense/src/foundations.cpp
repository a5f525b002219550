#include "foundations.hpp"

#include <algorithm>
#include <thread>

#include "attendsense/base/log.hpp"
#include "attendsense/service/station_envelopes.hpp"
#include "attendsense/store/sqlite_store.hpp"
#include "attendsense/transport/amqp_capture_queue.hpp"
#include "attendsense/transport/mqtt_event_bus.hpp"
#include "attendsense/transport/sqlite_capture_queue.hpp"
#include "server_settings.hpp"
#include "settings.hpp"

namespace attendsense::app {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kBetweenTries{1};

Result<std::unique_ptr<core::Store>> try_open_store(const config::Config& config) {
  Result<crypto::SealingKey> key = sealing_key(config);
  if (!key) return fail(std::move(key));
  if (!on_postgres(config)) return store::open_sqlite_store(data_folder(config).database(), std::move(*key));
  Result<store::PostgresOptions> options = postgres_options(config);
  if (!options) return fail(std::move(options));
  return store::open_postgres_store(*options, std::move(*key));
}

Result<transport::AmqpAccount> amqp_account(const config::Config& config, const std::string& who) {
  Result<Secret> password = secret_of(config, "rabbitmq." + who + "_password_file");
  if (!password) return fail(std::move(password));
  if (password->empty()) {
    return fail(Failure::invalid_input, "secret_missing", "rabbitmq." + who + "_password_file is not set",
                "Name the file with the password of " + config.text("rabbitmq." + who + "_user"));
  }
  return transport::AmqpAccount{config.text("rabbitmq." + who + "_user"), std::move(*password)};
}

Result<void> give_accounts(const config::Config& config, QueueUse use, transport::AmqpOptions& options) {
  const auto give = [&](transport::AmqpAccount& account, const char* who) -> Result<void> {
    Result<transport::AmqpAccount> known = amqp_account(config, who);
    if (!known) return fail(std::move(known));
    account = std::move(*known);
    return {};
  };
  if (use == QueueUse::operate) return give(options.operator_, "operator");
  if (use != QueueUse::consume) {
    if (Result<void> given = give(options.publisher, "publisher"); !given) return given;
  }
  if (use != QueueUse::publish) return give(options.consumer, "consumer");
  return {};
}

Result<std::unique_ptr<core::CaptureQueue>> open_broker_queue(const config::Config& config, QueueUse use,
                                                              const Clock& clock) {
  transport::AmqpOptions options;
  options.host = config.text("rabbitmq.host");
  options.port = static_cast<int>(config.integer("rabbitmq.port"));
  options.vhost = config.text("rabbitmq.vhost");
  options.ca = config.text("rabbitmq.ca_file");
  options.name = config.text("rabbitmq.name");
  options.max_attempts = static_cast<int>(config.integer("queue.max_attempts"));
  options.prefetch = worker_threads(config);
  if (Result<void> given = give_accounts(config, use, options); !given) return fail(std::move(given));
  return transport::open_amqp_capture_queue(std::move(options), clock);
}

Result<std::unique_ptr<core::CaptureQueue>> open_file_queue(const config::Config& config, QueueUse use,
                                                            const Clock& clock) {
  transport::QueueOptions options;
  options.max_waiting = config.integer("queue.max_waiting");
  options.max_attempts = static_cast<int>(config.integer("queue.max_attempts"));
  // The embedded form: what it held when it was killed goes on at once.
  options.only_worker = use == QueueUse::both;
  return transport::open_sqlite_capture_queue(data_folder(config).queue(), options, clock);
}

}  // namespace

bool on_postgres(const config::Config& config) {
  return config.text("database.engine") == "postgres";
}

bool on_rabbitmq(const config::Config& config) {
  return config.text("queue.engine") == "rabbitmq";
}

bool on_mqtt(const config::Config& config) {
  return config.text("events.engine") == "mqtt";
}

int worker_threads(const config::Config& config) {
  const auto asked = static_cast<int>(config.integer("worker.threads"));
  return asked > 0 ? asked : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

Result<crypto::SealingKey> sealing_key(const config::Config& config) {
  const std::filesystem::path file = data_folder(config).sealing_key();
  if (on_postgres(config)) {
    Result<crypto::SealingKey> key = crypto::load_sealing_key(file);
    if (!key && key.error().failure == Failure::not_found) {
      key.error().remedy = "Copy it from the machine where `attendsense migrate` made it, or from the backup";
    }
    return key;
  }
  if (Result<void> made = make_sealing_key(config); !made) return fail(std::move(made));
  return crypto::load_sealing_key(file);
}

Result<void> make_sealing_key(const config::Config& config) {
  const DataFolder folder = data_folder(config);
  // For its owner only; a folder that cannot be made is told of by what is put into it.
  std::error_code failure;
  if (std::filesystem::create_directories(folder.root, failure)) {
    std::filesystem::permissions(folder.root, std::filesystem::perms::owner_all, failure);
  }
  Result<crypto::SealingKey> key = crypto::load_or_create_sealing_key(folder.sealing_key());
  if (!key) return fail(std::move(key));
  return {};
}

Result<store::PostgresOptions> postgres_options(const config::Config& config) {
  Result<Secret> password = secret_of(config, "postgres.password_file");
  if (!password) return fail(std::move(password));
  store::PostgresOptions options;
  options.host = config.text("postgres.host");
  options.port = static_cast<std::uint16_t>(config.integer("postgres.port"));
  options.database = config.text("postgres.database");
  options.user = config.text("postgres.user");
  options.password = std::move(*password);
  options.ca_file = config.text("postgres.ca_file");
  options.connections = static_cast<int>(config.integer("postgres.connections"));
  options.silence = std::chrono::milliseconds{config.integer("database.silence")};
  return options;
}

Result<std::unique_ptr<core::Store>> open_store(const config::Config& config) {
  const auto give_up = steady_clock::now() + std::chrono::seconds{config.integer("database.wait_seconds")};
  for (bool told = false;; told = true) {
    Result<std::unique_ptr<core::Store>> store = try_open_store(config);
    const bool away = !store && store.error().failure == Failure::unavailable;
    if (!away || steady_clock::now() + kBetweenTries > give_up) return store;
    if (!told) log::warn("waiting_for_the_database", {{"error", store.error()}});
    std::this_thread::sleep_for(kBetweenTries);
  }
}

Result<std::unique_ptr<core::CaptureQueue>> open_queue(const config::Config& config, QueueUse use, const Clock& clock) {
  return on_rabbitmq(config) ? open_broker_queue(config, use, clock) : open_file_queue(config, use, clock);
}

Result<std::unique_ptr<core::EventBus>> open_broker_bus(const config::Config& config, core::Store& store) {
  Result<Secret> password = secret_of(config, "mqtt.password_file");
  if (!password) return fail(std::move(password));
  transport::MqttOptions options;
  options.host = config.text("mqtt.host");
  options.port = static_cast<int>(config.integer("mqtt.port"));
  options.user = config.text("mqtt.user");
  options.password = std::move(*password);
  options.ca = config.text("mqtt.ca_file");
  return transport::open_mqtt_event_bus(options, service::station_envelopes(store));
}

}  // namespace attendsense::app
