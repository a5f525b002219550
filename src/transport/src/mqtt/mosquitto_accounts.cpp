#include "attendsense/transport/mosquitto_accounts.hpp"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <map>
#include <sstream>

#include "attendsense/base/files.hpp"
#include "attendsense/crypto/mqtt_password.hpp"

namespace attendsense::transport {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = 64 << 20;
constexpr const char* kUserLine = "user ";

bool is_station(std::string_view user) {
  return Uuid::parse(user).has_value();
}

Result<std::string> read_if_there(const fs::path& path) {
  std::error_code failed;
  if (!fs::exists(path, failed)) return std::string();
  const Result<Bytes> bytes = read_file(path, kLargestFile);
  if (!bytes) return fail(bytes.error());
  return std::string(as_text(*bytes));
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// A line that is right already stays: a new hash of the same password would be a change.
std::string password_line(const std::string& user, const Secret& password, const std::string& before) {
  if (crypto::is_mosquitto_hash_of(before, password)) return user + ":" + before + "\n";
  return user + ":" + crypto::mosquitto_hash(password) + "\n";
}

std::string new_passwords(const std::string& before, const MosquittoRelay& relay,
                          const std::vector<MosquittoStation>& stations) {
  std::map<std::string, std::string> hashes;
  std::string others;
  for (const std::string& line : lines_of(before)) {
    const std::string user = line.substr(0, line.find(':'));
    if (user.size() < line.size()) hashes[user] = line.substr(user.size() + 1);
    const bool ours = is_station(user) || (user == relay.user && !relay.password.empty());
    if (!ours && !line.empty()) others += line + "\n";
  }
  std::string text = others;
  if (!relay.password.empty()) text += password_line(relay.user, relay.password, hashes[relay.user]);
  for (const MosquittoStation& each : stations) {
    const std::string user = each.station.to_string();
    text += password_line(user, each.password, hashes[user]);
  }
  return text;
}

std::string access_of(const MosquittoStation& each) {
  const std::string id = each.station.to_string();
  return std::string(kUserLine) + id + "\ntopic read attendsense/v1/+/+/" + id + "/+\ntopic write attendsense/v1/" +
         each.company.to_string() + "/" + each.site.to_string() + "/" + id + "/status\n";
}

// Lines belong to the user line above them.
std::string new_access(const std::string& before, const MosquittoRelay& relay,
                       const std::vector<MosquittoStation>& stations) {
  std::string text;
  bool keep = true;
  bool has_relay = false;
  for (const std::string& line : lines_of(before)) {
    if (line.starts_with(kUserLine)) {
      const std::string user = line.substr(std::string_view(kUserLine).size());
      keep = !is_station(user);
      has_relay = has_relay || user == relay.user;
    }
    if (keep) text += line + "\n";
  }
  if (!has_relay) {
    text += kUserLine + relay.user + "\ntopic write attendsense/v1/#\ntopic read attendsense/v1/+/+/+/status\n";
  }
  for (const MosquittoStation& each : stations) text += access_of(each);
  return text;
}

Result<void> replace(const fs::path& path, const std::string& text) {
  struct stat before{};
  const bool existed = ::stat(path.c_str(), &before) == 0;
  const auto mode = static_cast<fs::perms>(existed ? before.st_mode & 07777U : 0640U);
  Result<void> written = write_file_atomically(path, as_bytes(text), mode);
  if (!written || !existed) return written;
  // The broker runs under an account of its own, which has to be able to read it.
  if (::chown(path.c_str(), before.st_uid, before.st_gid) == 0) return {};
  return fail(Failure::forbidden, "mosquitto_foreign", "The owner of " + path.string() + " could not be kept",
              "Run this as root or as the owner of the file");
}

Result<bool> bring_up_to_date(const fs::path& path, const std::function<std::string(const std::string&)>& rewrite) {
  const Result<std::string> before = read_if_there(path);
  if (!before) return fail(before.error());
  const std::string after = rewrite(*before);
  if (after == *before) return false;
  if (Result<void> written = replace(path, after); !written) return fail(std::move(written));
  return true;
}

std::unexpected<Error> not_running(const fs::path& pid_file) {
  return fail(Failure::not_found, "mosquitto_not_running", "No Mosquitto runs by " + pid_file.string(),
              "Start it, or name the pid_file of its configuration");
}

}  // namespace

Result<bool> write_mosquitto_accounts(const MosquittoFiles& files, const MosquittoRelay& relay,
                                      const std::vector<MosquittoStation>& stations) {
  // Access first: between the two a new station is not let in yet, rather than in with nothing allowed.
  const Result<bool> access =
      bring_up_to_date(files.acl, [&](const std::string& before) { return new_access(before, relay, stations); });
  if (!access) return access;
  const Result<bool> passwords = bring_up_to_date(
      files.passwords, [&](const std::string& before) { return new_passwords(before, relay, stations); });
  if (!passwords) return passwords;
  return *access || *passwords;
}

Result<void> reload_mosquitto(const fs::path& pid_file) {
  const Result<Bytes> text = read_file(pid_file, 64);
  if (!text) return fail(text.error());
  pid_t pid = 0;
  const std::string_view digits = as_text(*text);
  std::from_chars(digits.data(), digits.data() + digits.size(), pid);
  // Process ids are used again: whoever has it now might die of the signal.
  const Result<std::string> name = read_if_there("/proc/" + std::to_string(pid) + "/comm");
  if (pid <= 1 || !name || *name != "mosquitto\n") return not_running(pid_file);
  if (::kill(pid, SIGHUP) == 0) return {};
  if (errno == ESRCH) return not_running(pid_file);
  return fail(Failure::forbidden, "mosquitto_foreign", "Mosquitto runs under another account",
              "Run this as root or as that account");
}

}  // namespace attendsense::transport
