#include "attendsense/base/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace attendsense {

namespace fs = std::filesystem;

namespace {

std::unexpected<Error> file_error(std::string code, const std::string& what, const fs::path& path) {
  const std::string cause = std::generic_category().message(errno);
  const Failure failure = errno == ENOENT ? Failure::not_found : Failure::unavailable;
  return fail(failure, std::move(code), what + " " + path.string() + ": " + cause,
              "Check the path, the permissions and the free space");
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}

  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

bool write_all(int fd, BytesView content) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content = content.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Result<Bytes> read_file(const fs::path& path, std::size_t max_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return file_error("file_unreadable", "Cannot open", path);
  Bytes content;
  std::array<std::uint8_t, 1 << 16> piece;  // NOLINT(cppcoreguidelines-pro-type-member-init)
  for (;;) {
    const ssize_t count = ::read(file.get(), piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return file_error("file_unreadable", "Cannot read", path);
    if (count == 0) return content;
    if (content.size() + static_cast<std::size_t>(count) > max_bytes) {
      return fail(Failure::too_large, "file_too_large",
                  "The file " + path.string() + " is larger than " + std::to_string(max_bytes) + " bytes");
    }
    content.insert(content.end(), piece.begin(), piece.begin() + count);
  }
}

Result<void> write_file_atomically(const fs::path& path, BytesView content, fs::perms perms) {
  const fs::path beside = path.string() + ".new";
  {
    const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, static_cast<mode_t>(perms)));
    if (file.get() < 0) return file_error("file_unwritable", "Cannot create", beside);
    if (::fchmod(file.get(), static_cast<mode_t>(perms)) != 0 || !write_all(file.get(), content) ||
        ::fsync(file.get()) != 0) {
      return file_error("file_unwritable", "Cannot write", beside);
    }
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) return file_error("file_unwritable", "Cannot replace", path);
  // The rename itself must survive a power cut.
  const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const Descriptor folder(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0 || ::fsync(folder.get()) != 0) return file_error("file_unwritable", "Cannot sync", path);
  return {};
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "attendsense-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) {
    throw std::system_error(errno, std::generic_category(), "cannot create a temporary folder " + pattern);
  }
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace attendsense
