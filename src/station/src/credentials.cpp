#include "attendsense/station/credentials.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <boost/json.hpp>

#include "attendsense/base/files.hpp"

namespace attendsense::station {

namespace {

namespace json = boost::json;

constexpr std::size_t kMaxBytes = 64 << 10;

std::unexpected<Error> malformed(const std::filesystem::path& path, std::string_view what) {
  return fail(Failure::invalid_input, "credentials_malformed",
              fmt::format("The station's credentials {} are malformed: {}", path.string(), what),
              "Write the answer of POST /api/v1/stations into it as it is");
}

// Empty when it is absent or no text.
std::string text_at(const json::object& object, const char* key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

const json::object& station_of(const json::object& object) {
  const json::value* station = object.if_contains("station");
  return station != nullptr && station->is_object() ? station->get_object() : object;
}

// It becomes part of a header.
bool is_sendable(const std::string& token) {
  return !token.empty() && std::ranges::all_of(token, [](char c) { return c > 0x20 && c < 0x7f; });
}

}  // namespace

Result<Credentials> load_credentials(const std::filesystem::path& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    return fail(Failure::not_found, "credentials_missing", "There are no station credentials at " + path.string(),
                "Make a station with POST /api/v1/stations and write the answer into this file, mode 0600");
  }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail(Failure::forbidden, "credentials_exposed", "Others may read the station's credentials " + path.string(),
                "chmod 600 " + path.string());
  }
  const Result<Bytes> file = read_file(path, kMaxBytes);
  if (!file) return fail(file.error());
  boost::system::error_code failed;
  const json::value value = json::parse(as_text(*file), failed);
  if (failed || !value.is_object()) return malformed(path, "no JSON object");
  const json::object& object = value.get_object();

  const json::object& station = station_of(object);
  const Result<core::StationId> id = core::StationId::parse(text_at(station, "id"));
  if (!id) return malformed(path, "no station id");
  Secret token(text_at(object, "token"));
  if (!is_sendable(token.reveal())) return malformed(path, "no token");
  Secret key_text(text_at(object, "key"));
  Result<crypto::FernetKey> key = crypto::FernetKey::parse(key_text);
  if (!key) return malformed(path, "no Fernet key");
  return Credentials{.station = *id,
                     .company = core::CompanyId::parse(text_at(station, "company_id")).value_or(core::CompanyId{}),
                     .site = core::SiteId::parse(text_at(station, "site_id")).value_or(core::SiteId{}),
                     .token = std::move(token),
                     .key_text = std::move(key_text),
                     .key = *key};
}

std::string server_of_credentials(const std::filesystem::path& path) {
  const Result<Bytes> file = read_file(path, kMaxBytes);
  if (!file) return "";
  boost::system::error_code failed;
  const json::value value = json::parse(as_text(*file), failed);
  return failed || !value.is_object() ? std::string() : text_at(value.get_object(), "server");
}

}  // namespace attendsense::station
