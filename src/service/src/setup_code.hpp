#pragma once

namespace attendsense::service {

// Where the hash of the set-up code is kept until it is burnt.
inline constexpr const char* kSetupCodeSetting = "setup.code_hash";

}  // namespace attendsense::service
