#include "attendsense/station/set_up.hpp"

#define ZX_USE_UTF8 1  // a code's text as UTF-8
#include <ZXing/ReadBarcode.h>

#include <boost/json.hpp>

#include "attendsense/base/files.hpp"
#include "attendsense/core/ids.hpp"
#include "attendsense/crypto/fernet.hpp"
#include "attendsense/station/server_address.hpp"

namespace attendsense::station {

namespace {

namespace json = boost::json;

constexpr std::chrono::seconds kSilence{5};

std::string text_at(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool is_whole(const json::object& object) {
  const json::value* version = object.if_contains("attendsense_station");
  return version != nullptr && version->is_int64() && version->get_int64() == 1 &&
         ServerAddress::parse(text_at(object, "server"), PlainHttp::anywhere) &&
         core::StationId::parse(text_at(object, "id")) && !text_at(object, "token").empty() &&
         crypto::FernetKey::parse(Secret(text_at(object, "key")));
}

}  // namespace

std::optional<SetUp> parse_set_up(std::string_view text) {
  boost::system::error_code failed;
  const json::value value = json::parse(text, failed);
  const json::object* object = failed ? nullptr : value.if_object();
  if (object == nullptr || !is_whole(*object)) return std::nullopt;
  SetUp set_up{.server = text_at(*object, "server"),
               .name = text_at(*object, "name"),
               .cameras = {},
               .text = Secret(std::string(text))};
  if (const json::value* cameras = object->if_contains("cameras"); cameras != nullptr && cameras->is_array()) {
    for (const json::value& camera : cameras->get_array()) {
      if (camera.is_string()) set_up.cameras.emplace_back(camera.get_string());
    }
  }
  return set_up;
}

std::optional<SetUp> find_set_up(const vision::ImageView& picture) {
  const ZXing::ImageView view(picture.pixels, picture.width, picture.height, ZXing::ImageFormat::BGR,
                              static_cast<int>(picture.stride));
  const auto hints = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true);
  for (const ZXing::Result& code : ZXing::ReadBarcodes(view, hints)) {
    if (std::optional<SetUp> set_up = parse_set_up(code.text())) return set_up;
  }
  return std::nullopt;
}

Result<SetUp> scan_set_up(vision::FrameSource& source, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const Result<std::optional<vision::Frame>> frame = source.next(kSilence);
    if (!frame) return fail(frame.error());
    if (!*frame) {
      return fail(Failure::not_found, "set_up_unseen", source.description() + " shows no code that sets up a station",
                  "Create the station in the web app and show its code, whole and sharp, to the camera");
    }
    if (std::optional<SetUp> set_up = find_set_up((*frame)->image)) return std::move(*set_up);
  }
  return fail(Failure::unavailable, "stopped", "Stopped before a code was seen", "Start it again");
}

Result<void> keep_set_up(const SetUp& set_up, const std::filesystem::path& credentials) {
  std::error_code ignored;
  if (std::filesystem::exists(credentials, ignored)) {
    return fail(Failure::conflict, "station_is_set_up", "This computer is a station already: " + credentials.string(),
                "Revoke that station in the web app and move the file away, or name another one with --credentials");
  }
  std::filesystem::create_directories(credentials.parent_path(), ignored);
  return write_file_atomically(credentials, as_bytes(set_up.text.reveal()));
}

}  // namespace attendsense::station
