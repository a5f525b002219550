#pragma once

// Things that whoever holds them may do something with: opaque tokens and the one-time set-up code.

#include <string>
#include <string_view>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"

namespace attendsense::crypto {

// What a token is for is readable from its beginning, for people and for secret scanners.
inline constexpr std::string_view kStationTokenPrefix = "ast_";
inline constexpr std::string_view kAccessTokenPrefix = "asa_";
inline constexpr std::string_view kRefreshTokenPrefix = "asr_";
inline constexpr std::string_view kChallengeTokenPrefix = "asc_";

// The prefix and 43 characters of base64url: 256 bits from the operating system. Safe from any thread.
[[nodiscard]] Secret make_token(std::string_view prefix);

// What is stored in place of a token: SHA-256, 64 lower-case hexadecimal digits. A token has 256 random bits, so
// neither salt nor slowness would add anything.
[[nodiscard]] std::string token_hash(const Secret& token);

// Whether a text could be a token with this prefix at all; spares the database the rest.
[[nodiscard]] bool looks_like_token(std::string_view text, std::string_view prefix);

// Takes the same time wherever the two differ; their lengths are not hidden.
[[nodiscard]] bool equal_in_constant_time(BytesView a, BytesView b);

[[nodiscard]] inline bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return equal_in_constant_time(as_bytes(a), as_bytes(b));
}

// For people to type once: "7K3M-XR9D-02QV", three groups of four of Crockford's base32 (no I, L, O, U): 60 random
// bits.
[[nodiscard]] Secret make_setup_code();
// As make_setup_code writes it, from what a person typed: any case, blanks and hyphens anywhere or nowhere, O for 0,
// I and L for 1. Else invalid_input "setup_code_malformed".
[[nodiscard]] Result<Secret> normalise_setup_code(std::string_view typed);

}  // namespace attendsense::crypto
