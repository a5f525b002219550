#pragma once

// Authenticated encryption of what the database must not show: face templates, station keys, kept crops.

#include <filesystem>
#include <string>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/crypto/key_bytes.hpp"

namespace attendsense::crypto {

class SealingKey : NonLoggable {
 public:
  [[nodiscard]] static SealingKey generate() { return SealingKey(KeyBytes::random()); }

  explicit SealingKey(const KeyBytes& bytes) : bytes_(bytes) {}

  [[nodiscard]] BytesView bytes() const { return bytes_.reveal(); }

  // 16 hexadecimal digits that tell keys apart and give nothing away: a database can remember which key it was sealed
  // with and say so when it is opened with another.
  [[nodiscard]] std::string fingerprint() const;

 private:
  KeyBytes bytes_;
};

// Reads the 32 bytes of a key file. Failures name the path and the remedy: not_found "sealing_key_missing",
// forbidden "sealing_key_exposed" (somebody else may read or write it), corrupt "sealing_key_malformed" (not a plain
// file of 32 bytes), unavailable "sealing_key_unreadable".
[[nodiscard]] Result<SealingKey> load_sealing_key(const std::filesystem::path& path);

// The same, but a missing file is made, with a new key and mode 0600. It appears whole or not at all, and when several
// processes start at once, all get the key of the one that was first. unavailable "sealing_key_not_written".
[[nodiscard]] Result<SealingKey> load_or_create_sealing_key(const std::filesystem::path& path);

// XChaCha20-Poly1305 under a random nonce: a version byte, 24 bytes of nonce, the ciphertext, 16 bytes of tag.
// `associated` is bound to the content but not stored in it: give the id and the column, so that a sealed value cannot
// be moved to another row. Safe from any thread, as is open().
[[nodiscard]] Bytes seal(const SealingKey& key, BytesView plain, BytesView associated);
// corrupt "seal_broken": another key, another `associated`, or changed bytes; which of them cannot be told.
// unsupported "seal_version": made by a later version of this program.
[[nodiscard]] Result<Bytes> open(const SealingKey& key, BytesView sealed, BytesView associated);

}  // namespace attendsense::crypto
