#pragma once

// What the configuration chooses, opened: the database, the queue, the bus.

#include <memory>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/config.hpp"
#include "attendsense/core/ports/capture_queue.hpp"
#include "attendsense/core/ports/event_bus.hpp"
#include "attendsense/core/ports/store.hpp"
#include "attendsense/crypto/sealing.hpp"
#include "attendsense/store/postgres_store.hpp"

namespace attendsense::app {

[[nodiscard]] bool on_postgres(const config::Config& config);
[[nodiscard]] bool on_rabbitmq(const config::Config& config);
[[nodiscard]] bool on_mqtt(const config::Config& config);
[[nodiscard]] int worker_threads(const config::Config& config);  // one a core where none is set

// Templates and station keys are sealed under it. Made in the data folder of an embedded installation; for a shared
// database it has to be there, since a key of one's own would open nothing: `attendsense migrate` makes the first one.
[[nodiscard]] Result<crypto::SealingKey> sealing_key(const config::Config& config);
[[nodiscard]] Result<void> make_sealing_key(const config::Config& config);
[[nodiscard]] Result<store::PostgresOptions> postgres_options(const config::Config& config);
// Waits for a server that is away as long as database.wait_seconds says.
[[nodiscard]] Result<std::unique_ptr<core::Store>> open_store(const config::Config& config);

enum class QueueUse { publish, consume, both, operate };
// `clock` must outlive the queue.
[[nodiscard]] Result<std::unique_ptr<core::CaptureQueue>> open_queue(const config::Config& config, QueueUse use,
                                                                     const Clock& clock);
// The bus that stations listen to, when there is a broker.
[[nodiscard]] Result<std::unique_ptr<core::EventBus>> open_broker_bus(const config::Config& config, core::Store& store);

}  // namespace attendsense::app
