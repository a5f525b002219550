#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <system_error>

#include "attendsense/base/sha256.hpp"
#include "attendsense/crypto/sealing.hpp"
#include "sodium.hpp"

namespace attendsense::crypto {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}

  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int number() const { return number_; }

  [[nodiscard]] bool valid() const { return number_ >= 0; }

 private:
  int number_;
};

std::string reason(int error) {
  return std::generic_category().message(error);
}

std::unexpected<Error> unreadable(const std::filesystem::path& path, int error) {
  return fail(Failure::unavailable, "sealing_key_unreadable",
              "Cannot read the sealing key " + path.string() + ": " + reason(error),
              "Check that the file belongs to the user that runs the server");
}

std::unexpected<Error> not_written(const std::filesystem::path& path, int error) {
  return fail(Failure::unavailable, "sealing_key_not_written",
              "Cannot make the sealing key " + path.string() + ": " + reason(error),
              "Check that its folder exists, has room and may be written to");
}

std::unexpected<Error> malformed(const std::filesystem::path& path) {
  return fail(Failure::corrupt, "sealing_key_malformed",
              "The sealing key " + path.string() + " is not a plain file of 32 bytes",
              "Restore the file from its backup; without it nothing that was sealed can be opened");
}

std::optional<Error> objection(const struct stat& facts, const std::filesystem::path& path) {
  if (!S_ISREG(facts.st_mode)) return malformed(path).error();
  if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return Error{Failure::forbidden, "sealing_key_exposed",
                 "The sealing key " + path.string() + " may be read or written by other users",
                 "Run: chmod 600 '" + path.string() + "'"};
  }
  if (facts.st_size != KeyBytes::kSize) return malformed(path).error();
  return std::nullopt;
}

bool write_all(int file, BytesView content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content = content.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

void sync_folder(const std::filesystem::path& folder) {
  const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.valid()) ::fsync(directory.number());
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

// The errno of the step that failed; 0: the draft is whole and on the disk.
int write_draft(const std::filesystem::path& draft, const SealingKey& key) {
  const Descriptor file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!file.valid()) return errno;
  if (!write_all(file.number(), key.bytes()) || ::fsync(file.number()) != 0) return errno;
  return 0;
}

// A key file must never be seen half written, nor replace another: so the draft is written beside and then linked to
// its name, which fails when the name is taken. Whoever comes second reads the first one's key.
Result<void> create(const std::filesystem::path& path) {
  const SealingKey key = SealingKey::generate();
  std::filesystem::path draft = path;
  draft += "." + to_hex(KeyBytes::random().reveal().first(8)) + ".new";
  int error = write_draft(draft, key);
  if (error == 0 && ::link(draft.c_str(), path.c_str()) != 0) error = errno;
  ::unlink(draft.c_str());
  if (error != 0 && error != EEXIST) return not_written(path, error);
  sync_folder(folder_of(path));
  return {};
}

}  // namespace

Result<SealingKey> load_sealing_key(const std::filesystem::path& path) {
  // Not blocking, so that a named pipe in this place is refused and not waited for.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.valid() && errno == ENOENT) {
    return fail(Failure::not_found, "sealing_key_missing", "There is no sealing key at " + path.string(),
                "Restore the file from its backup, or correct the path in the configuration");
  }
  if (!file.valid()) return unreadable(path, errno);
  struct stat facts{};
  if (::fstat(file.number(), &facts) != 0) return unreadable(path, errno);
  if (std::optional<Error> wrong = objection(facts, path)) return fail(*std::move(wrong));
  std::array<std::uint8_t, KeyBytes::kSize> bytes{};
  const ssize_t got = ::read(file.number(), bytes.data(), bytes.size());
  if (got < 0) return unreadable(path, errno);
  if (got != static_cast<ssize_t>(bytes.size())) return malformed(path);
  SealingKey key(KeyBytes::copy_of(bytes));
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

Result<SealingKey> load_or_create_sealing_key(const std::filesystem::path& path) {
  Result<SealingKey> loaded = load_sealing_key(path);
  if (loaded || loaded.error().code != "sealing_key_missing") return loaded;
  if (Result<void> created = create(path); !created) return fail(std::move(created));
  return load_sealing_key(path);
}

}  // namespace attendsense::crypto
