#pragma once

#include <filesystem>

#include "attendsense/base/result.hpp"
#include "sqlite.hpp"

namespace attendsense::transport {

// Opens the queue's database, making the file (mode 0600) and its tables when they are missing. Throws SqliteError for
// what SQLite says; the Result is for a file that is not ours.
[[nodiscard]] Result<sqlite::Connection> open_queue_file(const std::filesystem::path& path);

// What a failure of SQLite means to those who use the queue.
[[nodiscard]] Error queue_error(const std::filesystem::path& path, const sqlite::SqliteError& error);

}  // namespace attendsense::transport
