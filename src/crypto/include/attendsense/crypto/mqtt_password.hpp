#pragma once

// Accounts of the MQTT broker.

#include <string>
#include <string_view>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/secret.hpp"

namespace attendsense::crypto {

// A station's password at the broker, which both sides derive from what they have: base64url, without padding, of
// HMAC-SHA-256 under the text of the station's key over "attendsense mqtt v1". The key cannot be had from it.
[[nodiscard]] Secret station_mqtt_password(const Secret& station_key);

// A password as Mosquitto 2.0 keeps it: "$7$<passes>$<salt>$<hash>", PBKDF2-HMAC-SHA-512, 64 bytes, standard base64.
// The salt is random.
[[nodiscard]] std::string mosquitto_hash(const Secret& password);
// The same with a given salt of at most 64 bytes.
[[nodiscard]] std::string mosquitto_hash(const Secret& password, BytesView salt);
// In constant time. An encoding that cannot be read is of another password.
[[nodiscard]] bool is_mosquitto_hash_of(std::string_view encoded, const Secret& password);

}  // namespace attendsense::crypto
