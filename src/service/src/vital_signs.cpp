#include "attendsense/service/vital_signs.hpp"

#include <charconv>

#include "attendsense/base/metrics_catalogue.hpp"
#include "attendsense/service/signal.hpp"
#include "outbox_position.hpp"

namespace attendsense::service {
namespace {

struct StoreSigns {
  std::int64_t lag = 0;
  std::int64_t online = 0;
  std::int64_t offline = 0;
};

Result<std::int64_t> outbox_lag(core::Transaction& transaction) {
  const Result<std::int64_t> last = transaction.outbox().last_sequence();
  if (!last) return last;
  const Result<std::optional<std::string>> text = transaction.settings().get(kOutboxPositionSetting);
  if (!text) return fail(text.error());
  std::int64_t told = 0;
  if (*text) std::from_chars((*text)->data(), (*text)->data() + (*text)->size(), told);
  return std::max<std::int64_t>(0, *last - told);
}

Result<void> count_stations(core::Transaction& transaction, Instant heard_since, StoreSigns& signs) {
  const auto companies = transaction.companies().all();
  if (!companies) return fail(companies.error());
  for (const core::Company& company : *companies) {
    const Result<std::vector<core::Station>> stations = transaction.stations().list(company.id);
    if (!stations) return fail(stations.error());
    for (const core::Station& station : *stations) {
      if (station.state != core::StationState::active) continue;
      ++(station.last_seen && *station.last_seen >= heard_since ? signs.online : signs.offline);
    }
  }
  return {};
}

}  // namespace

VitalSigns::VitalSigns(const Ports& ports, const Clock& clock, VitalOptions options)
    : ports_(ports), clock_(clock), options_(options), thread_([this](const std::stop_token& stop) {
        Signal never_rung;
        while (!stop.stop_requested()) {
          look();
          never_rung.wait(stop, options_.interval);
        }
      }) {}

void VitalSigns::set(const metrics::Family& family, const metrics::Labels& labels, double value) const {
  ports_.metrics.gauge(family, labels).set(value);
}

void VitalSigns::set_up(const char* part, bool is_up) const {
  set(metrics::kPartUp, {{"part", part}}, is_up ? 1 : 0);
}

void VitalSigns::look() {
  set_up("queue", look_at_queue());
  set_up("store", look_at_store());
  set_up("gallery", ports_.gallery.loaded());
  if (!ports_.gallery.loaded()) return;
  set(metrics::kGalleryTemplates, {}, static_cast<double>(ports_.gallery.size()));
  set(metrics::kGalleryVersion, {}, static_cast<double>(ports_.gallery.version()));
}

bool VitalSigns::look_at_queue() {
  const Result<core::QueueStatus> status = ports_.queue.status();
  if (!status) return false;
  set(metrics::kQueueCaptures, {{"state", "waiting"}}, static_cast<double>(status->waiting));
  set(metrics::kQueueCaptures, {{"state", "leased"}}, static_cast<double>(status->leased));
  set(metrics::kQueueCaptures, {{"state", "dead"}}, static_cast<double>(status->dead));
  const auto age = status->oldest_waiting ? clock_.now() - *status->oldest_waiting : std::chrono::microseconds{0};
  set(metrics::kQueueOldestSeconds, {}, std::max(0.0, std::chrono::duration<double>(age).count()));
  return true;
}

bool VitalSigns::look_at_store() {
  const Instant heard_since = clock_.now() - options_.online;
  const Result<StoreSigns> signs =
      core::read_from(ports_.store, [&](core::Transaction& transaction) -> Result<StoreSigns> {
        StoreSigns found;
        const Result<std::int64_t> lag = outbox_lag(transaction);
        if (!lag) return fail(lag.error());
        found.lag = *lag;
        if (Result<void> counted = count_stations(transaction, heard_since, found); !counted) {
          return fail(std::move(counted));
        }
        return found;
      });
  if (!signs) return false;
  set(metrics::kOutboxLagEvents, {}, static_cast<double>(signs->lag));
  set(metrics::kStations, {{"state", "online"}}, static_cast<double>(signs->online));
  set(metrics::kStations, {{"state", "offline"}}, static_cast<double>(signs->offline));
  return true;
}

}  // namespace attendsense::service
