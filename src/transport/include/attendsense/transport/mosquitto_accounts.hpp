#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"
#include "attendsense/core/ids.hpp"

namespace attendsense::transport {

struct MosquittoFiles {
  std::filesystem::path passwords;  // `password_file` of mosquitto.conf
  std::filesystem::path acl;        // `acl_file`
};

// A station that may connect: its user name is its id.
struct MosquittoStation {
  core::StationId station;
  core::CompanyId company;
  core::SiteId site;
  Secret password;  // crypto::station_mqtt_password()
};

struct MosquittoRelay {
  std::string user = "attendsense-relay";
  Secret password;  // empty: its password is left as it is
};

// Writes the accounts and what each may do into Mosquitto's two files: a station reads its own events and writes its
// own status; the relay writes events and reads statuses. Stations that are not named lose theirs; accounts that are
// neither the relay's nor named by an id are somebody else's and stay. Each file is replaced in one step, keeps its
// owner and its mode, is 0640 when it is new, and is not touched when it says the same already. Whether anything
// changed. Errors: those of reading and writing the files.
[[nodiscard]] Result<bool> write_mosquitto_accounts(const MosquittoFiles& files, const MosquittoRelay& relay,
                                                    const std::vector<MosquittoStation>& stations);

// Has the Mosquitto whose `pid_file` this is read both files again. not_found "mosquitto_not_running" when no process
// called mosquitto has that id, forbidden "mosquitto_foreign" when it is another user's.
[[nodiscard]] Result<void> reload_mosquitto(const std::filesystem::path& pid_file);

}  // namespace attendsense::transport
