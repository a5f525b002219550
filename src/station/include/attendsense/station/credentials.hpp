#pragma once

#include <filesystem>
#include <string>

#include "attendsense/base/secret.hpp"
#include "attendsense/core/ids.hpp"
#include "attendsense/crypto/fernet.hpp"

namespace attendsense::station {

// What makes this computer a station: the answer of POST /stations, kept in a file of its own.
struct Credentials {
  core::StationId station;
  // Where it belongs; nil in files of older servers, which do not name both.
  core::CompanyId company;
  core::SiteId site;
  Secret token;
  Secret key_text;        // signs events
  crypto::FernetKey key;  // seals captures
};

// Reads the JSON that the server printed: {"station":{"id":…},"token":…,"key":…}, or with "id" beside the others.
// Errors: not_found "credentials_missing", forbidden "credentials_exposed" (somebody else may read the file),
// invalid_input "credentials_malformed". None repeats what is in the file.
[[nodiscard]] Result<Credentials> load_credentials(const std::filesystem::path& path);

// The address of the server that such a file names; empty where it names none or cannot be read.
[[nodiscard]] std::string server_of_credentials(const std::filesystem::path& path);

}  // namespace attendsense::station
