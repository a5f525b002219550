#include "attendsense/station/exit_pin.hpp"

#include "attendsense/base/files.hpp"
#include "attendsense/crypto/password.hpp"

namespace attendsense::station {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kShortest = 4;
constexpr std::size_t kLongest = 12;
constexpr std::size_t kLongestHash = 512;

bool is_fit(std::string_view pin) {
  const bool is_digits = std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
  return is_digits && pin.size() >= kShortest && pin.size() <= kLongest &&
         pin.find_first_not_of(pin.front()) != std::string_view::npos;
}

}  // namespace

Result<void> ExitPin::set(const fs::path& file, const Secret& pin) {
  if (!is_fit(pin.reveal())) {
    return fail(Failure::invalid_input, "pin_unfit", "An exit PIN has 4 to 12 digits, not all the same",
                "Choose another one");
  }
  const Result<std::string> hash = crypto::hash_password(pin);
  if (!hash) return fail(hash.error());
  return write_file_atomically(file, as_bytes(*hash));
}

Result<ExitPin> ExitPin::load(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) {
    return fail(Failure::not_found, "pin_missing", "There is no exit PIN in " + file.string(),
                "Set one with attendsense-station --set-exit-pin");
  }
  const fs::perms others = fs::perms::group_all | fs::perms::others_all;
  if ((status.permissions() & others) != fs::perms::none) {
    return fail(Failure::forbidden, "pin_exposed", "Others may read or write " + file.string(),
                "chmod 600 it, and set another PIN");
  }
  const Result<Bytes> content = read_file(file, kLongestHash);
  if (!content) return fail(content.error());
  std::string hash(content->begin(), content->end());
  if (!hash.starts_with("$argon2id$")) {
    return fail(Failure::corrupt, "pin_damaged", file.string() + " does not hold an exit PIN",
                "Set one with attendsense-station --set-exit-pin");
  }
  return ExitPin(std::move(hash));
}

ExitPin::Verdict ExitPin::check(const Secret& pin, std::chrono::steady_clock::time_point now) {
  if (closed_until_ && now < *closed_until_) return Verdict::wait;
  closed_until_.reset();
  if (crypto::verify_password(pin, hash_)) {
    wrong_in_a_row_ = 0;
    return Verdict::right;
  }
  if (++wrong_in_a_row_ >= kTries) {
    wrong_in_a_row_ = 0;
    closed_until_ = now + kPause;
  }
  return Verdict::wrong;
}

}  // namespace attendsense::station
