#pragma once

#include <filesystem>
#include <string_view>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/result.hpp"

namespace attendsense {

// The whole file. Larger than max_bytes: too_large "file_too_large". The error names the path.
[[nodiscard]] Result<Bytes> read_file(const std::filesystem::path& path, std::size_t max_bytes = std::size_t{1} << 31);

// Writes beside, syncs to disk and renames: a reader sees the old or the new content, also after a power cut.
[[nodiscard]] Result<void> write_file_atomically(const std::filesystem::path& path, BytesView content,
                                                 std::filesystem::perms perms = std::filesystem::perms::owner_read |
                                                                                std::filesystem::perms::owner_write);

// A temporary folder of its own that goes with its contents. For tests and downloads.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace attendsense
