#pragma once

#include <filesystem>

#include "attendsense/base/result.hpp"

namespace attendsense::station {

// Two stations on one spool would send everything twice and out of order. The lock goes with the process, however it
// ends.
class FolderLock {
 public:
  // Makes the folder (0700) if needed. Errors: conflict "station_running", unavailable "data_folder_unusable".
  [[nodiscard]] static Result<FolderLock> take(const std::filesystem::path& folder);

  FolderLock(FolderLock&& other) noexcept : file_(other.file_) { other.file_ = -1; }

  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int file) : file_(file) {}

  int file_;
};

}  // namespace attendsense::station
