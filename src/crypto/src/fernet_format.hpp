#pragma once

#include <array>
#include <string>

#include "attendsense/crypto/fernet.hpp"

namespace attendsense::crypto {

using FernetIv = std::array<std::uint8_t, 16>;

// fernet_encrypt with a given initialisation vector, which must never be used twice: for the vectors of the
// specification.
[[nodiscard]] std::string fernet_encrypt_with(const FernetKey& key, BytesView plain, Instant now, const FernetIv& iv);

}  // namespace attendsense::crypto
