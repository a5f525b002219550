#pragma once

// What the use cases of the second factor answer with.

#include <chrono>
#include <vector>

#include "attendsense/base/secret.hpp"

namespace attendsense::service {

// The password was right, and a code is owed yet. Whoever holds the token may show it.
struct Challenge {
  Secret token;
  std::chrono::seconds expires_in{0};
  bool enrol = false;  // there is no second factor and the company demands one: it is to be set up first
};

// For the authenticator app, shown once. It counts when a first code has confirmed it.
struct NewSecondFactor {
  Secret key;  // base32, for typing
  Secret uri;  // otpauth://…, for a QR code
};

// "7K3M-XR9D-02QV": each signs in once in place of a code; shown once.
using RecoveryCodes = std::vector<Secret>;

}  // namespace attendsense::service
