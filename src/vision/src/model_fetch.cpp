#include <fstream>

#include "attendsense/base/sha256.hpp"
#include "attendsense/vision/models.hpp"
#include "download.hpp"

namespace attendsense::vision {
namespace {

namespace fs = std::filesystem;

bool is_intact(const fs::path& path, const ModelFile& file) {
  std::error_code missing;
  if (fs::file_size(path, missing) != file.bytes || missing) return false;
  const Result<Sha256Digest> digest = sha256_file(path);
  return digest && to_hex(*digest) == file.sha256;
}

bool is_address(const std::string& mirror) {
  return mirror.starts_with("http://") || mirror.starts_with("https://");
}

std::string address_of(const ModelFile& file, const std::string& mirror) {
  if (mirror.empty()) return file.url;
  return mirror + (mirror.ends_with('/') ? "" : "/") + file.name;
}

Result<void> copy_from_folder(const ModelFile& file, const fs::path& mirror, const fs::path& target) {
  std::error_code error;
  fs::copy_file(mirror / file.name, target, fs::copy_options::overwrite_existing, error);
  if (!error) {
    // The copy inherits the mirror's mode, which may be read-only.
    fs::permissions(target, fs::perms::owner_write, fs::perm_options::add, error);
    return {};
  }
  return fail(Failure::unavailable, "model_download_failed",
              "Cannot copy " + (mirror / file.name).string() + ": " + error.message(),
              "Name a folder that holds the model files: attendsense models fetch --mirror FOLDER");
}

Result<void> bring(const ModelFile& file, const FetchOptions& options, const fs::path& part) {
  const auto report = [&](std::uint64_t done) {
    if (options.progress) options.progress({file.name, done, file.bytes});
  };
  if (!options.mirror.empty() && !is_address(options.mirror)) {
    Result<void> copied = copy_from_folder(file, options.mirror, part);
    if (copied) report(file.bytes);
    return copied;
  }
  return download(address_of(file, options.mirror), part, file.bytes, report);
}

std::unexpected<Error> corrupt(const ModelFile& file, const fs::path& part) {
  const Result<Sha256Digest> digest = sha256_file(part);
  const std::string found = digest ? to_hex(*digest) : "nothing readable";
  std::error_code ignored;
  fs::remove(part, ignored);  // a bad beginning must not be resumed
  return fail(Failure::corrupt, "model_corrupt",
              "What arrived as " + file.name + " is corrupt: expected sha256 " + file.sha256 + ", found " + found,
              "Repeat: attendsense models fetch; if it stays so, use another --mirror");
}

Result<void> fetch(const ModelFile& file, const fs::path& folder, const FetchOptions& options) {
  const fs::path part = folder / (file.name + ".part");
  std::error_code error;
  // A part that is whole already: the last run stopped just before renaming.
  if (!is_intact(part, file)) {
    const bool was_resumed = fs::exists(part, error);
    if (Result<void> brought = bring(file, options, part); !brought) return brought;
    if (!is_intact(part, file)) {
      if (!was_resumed) return corrupt(file, part);
      fs::remove(part, error);  // the old beginning may have been bad: once more from the start
      if (Result<void> brought = bring(file, options, part); !brought) return brought;
      if (!is_intact(part, file)) return corrupt(file, part);
    }
  }
  fs::rename(part, folder / file.name, error);
  if (error) {
    return fail(Failure::unavailable, "model_download_failed",
                "Cannot put " + (folder / file.name).string() + " in place: " + error.message(),
                "Check the folder's permissions");
  }
  return {};
}

}  // namespace

Result<std::vector<std::string>> fetch_models(const fs::path& folder, const FetchOptions& options) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return fail(Failure::unavailable, "model_download_failed",
                "Cannot create " + folder.string() + ": " + error.message(),
                "Choose a folder that can be written to in ATTENDSENSE_MODELS");
  }
  std::vector<std::string> brought;
  for (const ModelEntry& entry : options.models.empty() ? model_manifest() : options.models) {
    if (!entry.is_default && !options.include_optional) continue;
    for (const ModelFile& file : entry.files) {
      if (is_intact(folder / file.name, file)) continue;
      if (Result<void> fetched = fetch(file, folder, options); !fetched) return fail(std::move(fetched));
      brought.push_back(file.name);
    }
  }
  return brought;
}

}  // namespace attendsense::vision
