#pragma once

// Passwords: what they must be, and how they are kept. Argon2id takes about 50 ms and 19 MiB a call: never on an I/O
// thread. Everything here is safe from any thread.

#include <span>
#include <string>
#include <string_view>

#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"

namespace attendsense::crypto {

// Argon2id with 19 MiB, two passes, one lane (OWASP password storage cheat sheet) and a salt of 16 random bytes, in the
// encoded form "$argon2id$v=19$m=19456,t=2,p=1$...". unavailable "password_hashing_failed" when memory runs out.
[[nodiscard]] Result<std::string> hash_password(const Secret& password);

// Compares in constant time. A malformed or outlandishly expensive encoding matches nothing.
[[nodiscard]] bool verify_password(const Secret& password, std::string_view encoded);

// Takes as long as verify_password and is false: for a sign-in to an account that does not exist, so that its answer
// does not come sooner than that of one that does.
[[nodiscard]] bool verify_password_of_nobody(const Secret& password);

// Whether the encoding was made with other parameters than hash_password uses now: hash anew at the next sign-in.
[[nodiscard]] bool needs_rehash(std::string_view encoded);

inline constexpr std::size_t kPasswordMinCharacters = 12;  // code points
inline constexpr std::size_t kPasswordMaxBytes = 1024;

// Whether a person may choose this password. `personal` are texts that it must not be built from: the person's names,
// e-mail address and company; their words of four letters and more count. Failures are invalid_input and say what to
// change, never the password: "password_not_text" (no UTF-8, or control characters), "password_too_short",
// "password_too_long", "password_common", "password_personal", "password_monotonous" (repetitions, sequences, rows of
// the keyboard).
[[nodiscard]] Result<void> check_password(const Secret& password, std::span<const std::string> personal = {});

}  // namespace attendsense::crypto
