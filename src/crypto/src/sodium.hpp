#pragma once

#include <sodium.h>

namespace attendsense::crypto {

// Every function of ours that enters libsodium calls this first, so that nobody has to remember to. Safe from any
// thread; costs one comparison after the first time.
void ensure_sodium();

}  // namespace attendsense::crypto
