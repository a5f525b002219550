#pragma once

// One-time codes that change with time: TOTP (RFC 6238) with what every authenticator app knows, HMAC-SHA-1, steps of
// 30 s and six digits. Safe from any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"

namespace attendsense::crypto {

inline constexpr std::chrono::seconds kTotpStep{30};
inline constexpr int kTotpDigits = 6;
inline constexpr std::int64_t kTotpWindow = 1;  // how many steps a phone's clock may be off, either way

// 160 random bits in base32 (RFC 4648), 32 characters: as RFC 4226, 4 recommends.
[[nodiscard]] Secret make_totp_key();

[[nodiscard]] std::int64_t totp_step(Instant now);
// The code of a step, "081804". corrupt "totp_key_malformed" for a key that is no base32.
[[nodiscard]] Result<Secret> totp_code(const Secret& key, std::int64_t step);
// Of which step within the window a code is, if of any. Takes the same time wherever the code is wrong.
[[nodiscard]] Result<std::optional<std::int64_t>> find_totp_step(const Secret& key, const Secret& code, Instant now);

// What an authenticator app reads from a QR code: otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=ISSUER&…
[[nodiscard]] Secret totp_uri(const Secret& key, std::string_view issuer, std::string_view account);

}  // namespace attendsense::crypto
