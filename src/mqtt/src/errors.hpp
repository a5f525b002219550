#pragma once

#include <string>

#include "attendsense/base/result.hpp"

namespace attendsense::mqtt {

[[nodiscard]] inline Error unavailable(std::string code, std::string message, std::string remedy) {
  Error error{Failure::unavailable, std::move(code), std::move(message), std::move(remedy)};
  error.retry_after = std::chrono::seconds(1);
  return error;
}

[[nodiscard]] inline Error away(const std::string& why) {
  return unavailable("broker_away", "The MQTT broker cannot be reached: " + why, "Check that it runs");
}

[[nodiscard]] inline Error refused(const std::string& why) {
  return unavailable("broker_refused", "The MQTT broker refused: " + why,
                     "Check the account and the access list (attendsense stations sync-broker)");
}

[[nodiscard]] inline Error untrusted(const std::string& why) {
  return unavailable("broker_untrusted", "The MQTT broker's certificate was not accepted: " + why,
                     "Check the host name and the file of the certificate authority");
}

}  // namespace attendsense::mqtt
