#pragma once

// How a computer becomes a station without anybody typing a token: the web app shows what it has to know as a QR code,
// and one of its own cameras reads it.

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"
#include "attendsense/vision/frame_source.hpp"

namespace attendsense::station {

struct SetUp {
  std::string server;                // its address
  std::string name;                  // of the station
  std::vector<std::string> cameras;  // their names, as the server knows them
  Secret text;                       // all of it, as load_credentials() reads it
};

// {"attendsense_station":1,"server":…,"id":…,"company_id":…,"site_id":…,"name":…,"cameras":[…],"token":…,"key":…}.
// Nothing when it is anything else.
[[nodiscard]] std::optional<SetUp> parse_set_up(std::string_view text);

// Of the QR codes in the picture the one that sets a station up.
[[nodiscard]] std::optional<SetUp> find_set_up(const vision::ImageView& picture);

// Looks until a picture shows one. Errors: those of the source; not_found "set_up_unseen" when a file is over;
// unavailable "stopped".
[[nodiscard]] Result<SetUp> scan_set_up(vision::FrameSource& source, const std::stop_token& stop);

// Writes the credentials, mode 0600. conflict "station_is_set_up" when there are some: they are not overwritten.
[[nodiscard]] Result<void> keep_set_up(const SetUp& set_up, const std::filesystem::path& credentials);

}  // namespace attendsense::station
