#include "private_file.hpp"

#include <fcntl.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkostemps
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace attendsense::formats {

Result<PrivateFile> PrivateFile::create(const std::filesystem::path& folder, std::string_view ending) {
  std::string name = (folder / "export-XXXXXX").string() + std::string(ending);
  const int file = ::mkostemps(name.data(), static_cast<int>(ending.size()), O_CLOEXEC);
  if (file < 0) {
    return fail(Failure::invalid_input, "xlsx_folder_unusable",
                "Cannot create a file in " + folder.string() + ": " + std::generic_category().message(errno),
                "Check that the folder is there, its permissions and the free space");
  }
  ::close(file);
  return PrivateFile(name);
}

PrivateFile::PrivateFile(PrivateFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}

PrivateFile::~PrivateFile() {
  if (path_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

Result<void> PrivateFile::send_to(const Sink& sink) const {
  std::ifstream file(path_, std::ios::binary);
  std::array<char, std::size_t{64} * 1024> piece;  // NOLINT(cppcoreguidelines-pro-type-member-init)
  while (file) {
    file.read(piece.data(), piece.size());
    const auto count = static_cast<std::size_t>(file.gcount());
    if (count == 0) break;
    if (Result<void> sent = sink({piece.data(), count}); !sent) return sent;
  }
  if (file.eof()) return {};
  return fail(Failure::unavailable, "xlsx_unwritable",
              "The unfinished file " + path_.string() + " cannot be read again", "Check the disk of the folder");
}

}  // namespace attendsense::formats
