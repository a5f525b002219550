#pragma once

// Model files: what there is, where it comes from, whether it is intact.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attendsense/base/result.hpp"

namespace attendsense::vision {

struct ModelFile {
  std::string name;  // file name within the models folder
  std::string url;   // official address
  std::string sha256;
  std::uint64_t bytes = 0;
};

struct ModelEntry {
  std::string id;    // what templates and verdicts carry: "yunet-2023mar"
  std::string task;  // "detect", "liveness", "embed"
  std::string licence;
  std::string origin;  // the maker's page
  std::string input;   // for the reader: "BGR 0..255, NCHW 1x3x128x128"
  std::string output;  // for the reader
  bool is_default = false;
  std::vector<std::pair<std::string, double>> thresholds;  // where to start: "cosine" 0.52
  std::vector<ModelFile> files;
};

// models/manifest.json, compiled in.
[[nodiscard]] const std::vector<ModelEntry>& model_manifest();

// $ATTENDSENSE_MODELS, else `data_folder`/models when it holds a model file, else, for a program that runs from a build
// folder within a checkout, the folder shared/models beside the checkout; else `data_folder`/models, for fetching.
[[nodiscard]] std::filesystem::path models_folder(const std::filesystem::path& data_folder);

enum class FileState { intact, missing, corrupt };

struct FileCheck {
  ModelFile file;
  FileState state = FileState::missing;
  std::string found_sha256;  // empty when missing
};

// The default models' files; `include_optional`: also the others. Reads every file afresh.
[[nodiscard]] std::vector<FileCheck> verify_models(const std::filesystem::path& folder, bool include_optional = false);

// The path of an intact file. Errors: not_found "model_missing", corrupt "model_corrupt"; both name the file, the
// expected and the found hash, and the command that mends it. Hashes are remembered by size and time of change.
[[nodiscard]] Result<std::filesystem::path> find_model_file(const std::filesystem::path& folder, std::string_view name);

struct FetchProgress {
  std::string file;
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

struct FetchOptions {
  std::string mirror;              // a folder or a base URL that serves the files by name; empty: official addresses
  std::vector<ModelEntry> models;  // what to fetch; empty: the manifest
  bool include_optional = false;   // also those that are not default
  std::function<void(const FetchProgress&)> progress;  // on the calling thread
};

// Downloads what is missing or corrupt into `folder`, resuming a partial file (".part"), and verifies before renaming.
// Returns the names of the files it brought. Errors: unavailable "model_download_failed", corrupt "model_corrupt".
[[nodiscard]] Result<std::vector<std::string>> fetch_models(const std::filesystem::path& folder,
                                                            const FetchOptions& options);

}  // namespace attendsense::vision
