#pragma once

#include <filesystem>

#include "attendsense/base/result.hpp"
#include "attendsense/formats/streams.hpp"

namespace attendsense::formats {

// A file of a new name that only this user may read, and that goes with this object.
class PrivateFile {
 public:
  // invalid_input "xlsx_folder_unusable"
  [[nodiscard]] static Result<PrivateFile> create(const std::filesystem::path& folder, std::string_view ending);

  ~PrivateFile();
  PrivateFile(PrivateFile&& other) noexcept;
  PrivateFile& operator=(PrivateFile&&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  // All of it, piece by piece.
  [[nodiscard]] Result<void> send_to(const Sink& sink) const;

 private:
  explicit PrivateFile(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
};

}  // namespace attendsense::formats
