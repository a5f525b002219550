#include "attendsense/service/station_envelopes.hpp"

#include <unordered_map>

#include "attendsense/base/sha256.hpp"
#include "attendsense/base/synchronized.hpp"
#include "attendsense/crypto/signature.hpp"
#include "event_bodies.hpp"

namespace attendsense::service {
namespace {

// A station's key never changes; a revoked station's events are of no use to anybody, whoever has its key.
class Envelopes {
 public:
  explicit Envelopes(core::Store& store) : store_(store) {}

  Result<std::string> of(const core::Event& event) {
    Result<Secret> key = key_of(event.station);
    if (!key) return fail(std::move(key));
    return station_envelope(event, *key);
  }

 private:
  using Keys = std::unordered_map<core::StationId, Secret>;

  static std::optional<Secret> find_in(const Keys& keys, core::StationId id) {
    const auto found = keys.find(id);
    return found == keys.end() ? std::nullopt : std::optional(found->second);
  }

  Result<Secret> key_of(core::StationId id) {
    if (std::optional<Secret> known = keys_.with([&](const Keys& keys) { return find_in(keys, id); })) return *known;
    const Result<std::optional<core::Station>> station =
        core::read_from(store_, [&](core::Transaction& transaction) { return transaction.stations().find(id); });
    if (!station) return fail(station.error());
    if (!*station) {
      return fail(Failure::not_found, "station_unknown", "There is no station " + id.to_string(),
                  "Nobody can hear this");
    }
    keys_.with([&](Keys& keys) { keys.insert_or_assign(id, (*station)->key); });
    return (*station)->key;
  }

  core::Store& store_;
  Synchronized<Keys> keys_;
};

}  // namespace

std::string station_envelope(const core::Event& event, const Secret& station_key) {
  const crypto::Signature signature = crypto::hmac_sha256(as_bytes(station_key.reveal()), as_bytes(event.body));
  return signed_data(event, to_hex(signature));
}

std::function<Result<std::string>(const core::Event&)> station_envelopes(core::Store& store) {
  return [envelopes = std::make_shared<Envelopes>(store)](const core::Event& event) { return envelopes->of(event); };
}

}  // namespace attendsense::service
