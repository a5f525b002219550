// Where model files are and whether they are intact.

#include <cstdlib>
#include <map>
#include <optional>

#include "attendsense/base/sha256.hpp"
#include "attendsense/base/synchronized.hpp"
#include "attendsense/vision/models.hpp"

namespace attendsense::vision {
namespace {

namespace fs = std::filesystem;

bool holds_a_model(const fs::path& folder) {
  std::error_code ignored;
  for (const ModelEntry& entry : model_manifest()) {
    for (const ModelFile& file : entry.files) {
      if (fs::exists(folder / file.name, ignored)) return true;
    }
  }
  return false;
}

// The checkout whose build folder this program runs from: for developers, who need no installation.
std::optional<fs::path> checkout_of_this_program() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return std::nullopt;
  for (fs::path folder = program.parent_path(); folder != folder.root_path(); folder = folder.parent_path()) {
    if (fs::exists(folder / "CMakePresets.json", error) && fs::exists(folder / "models/manifest.json", error)) {
      return folder;
    }
  }
  return std::nullopt;
}

struct Stamp {
  std::uint64_t bytes = 0;
  fs::file_time_type changed;
  bool operator==(const Stamp&) const = default;
};

struct KnownHash {
  Stamp stamp;
  std::string sha256;
};

std::optional<Stamp> stamp_of(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  const std::uint64_t bytes = fs::file_size(path, error);
  if (error) return std::nullopt;
  const fs::file_time_type changed = fs::last_write_time(path, error);
  if (error) return std::nullopt;
  return Stamp{bytes, changed};
}

Result<std::string> hash_of(const fs::path& path) {
  const Result<Sha256Digest> digest = sha256_file(path);
  if (!digest) return fail(digest.error());
  return to_hex(*digest);
}

Result<std::string> remembered_hash_of(const fs::path& path, const Stamp& stamp) {
  static Synchronized<std::map<fs::path, KnownHash>> known;
  const auto hash = known.with([&](auto& hashes) -> std::optional<std::string> {
    const auto found = hashes.find(path);
    if (found == hashes.end() || found->second.stamp != stamp) return std::nullopt;
    return found->second.sha256;
  });
  if (hash) return *hash;
  Result<std::string> fresh = hash_of(path);
  if (fresh) known.with([&](auto& hashes) { hashes[path] = {stamp, *fresh}; });
  return fresh;
}

const ModelFile* file_named(std::string_view name) {
  for (const ModelEntry& entry : model_manifest()) {
    for (const ModelFile& file : entry.files) {
      if (file.name == name) return &file;
    }
  }
  return nullptr;
}

constexpr const char* kRemedy = "Run: attendsense models fetch";

FileCheck check(const ModelFile& file, const fs::path& folder) {
  const fs::path path = folder / file.name;
  if (!stamp_of(path)) return {file, FileState::missing, {}};
  const Result<std::string> hash = hash_of(path);
  if (!hash) return {file, FileState::missing, {}};
  return {file, *hash == file.sha256 ? FileState::intact : FileState::corrupt, *hash};
}

}  // namespace

fs::path models_folder(const fs::path& data_folder) {
  const char* const chosen = std::getenv("ATTENDSENSE_MODELS");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  if (chosen != nullptr && *chosen != '\0') return chosen;
  fs::path in_data = data_folder / "models";
  if (holds_a_model(in_data)) return in_data;
  if (const std::optional<fs::path> checkout = checkout_of_this_program()) {
    const fs::path shared = checkout->parent_path() / "shared" / "models";
    if (holds_a_model(shared)) return shared;
  }
  return in_data;
}

std::vector<FileCheck> verify_models(const fs::path& folder, bool include_optional) {
  std::vector<FileCheck> checks;
  for (const ModelEntry& entry : model_manifest()) {
    if (!entry.is_default && !include_optional) continue;
    for (const ModelFile& file : entry.files) checks.push_back(check(file, folder));
  }
  return checks;
}

Result<fs::path> find_model_file(const fs::path& folder, std::string_view name) {
  const ModelFile* const file = file_named(name);
  if (file == nullptr) {
    return fail(Failure::not_found, "model_unknown", "The manifest knows no file '" + std::string(name) + "'",
                "List the models with: attendsense models list");
  }
  fs::path path = folder / file->name;
  const std::optional<Stamp> stamp = stamp_of(path);
  if (!stamp) {
    return fail(Failure::not_found, "model_missing",
                "The model file " + path.string() + " is missing (expected sha256 " + file->sha256 + ", found none)",
                kRemedy);
  }
  const Result<std::string> hash = remembered_hash_of(path, *stamp);
  if (!hash) return fail(hash.error());
  if (*hash != file->sha256) {
    return fail(Failure::corrupt, "model_corrupt",
                "The model file " + path.string() + " is corrupt: expected sha256 " + file->sha256 + ", found " + *hash,
                kRemedy);
  }
  return path;
}

}  // namespace attendsense::vision
