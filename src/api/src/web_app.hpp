#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "attendsense/base/result.hpp"
#include "http/message.hpp"
#include "target.hpp"

namespace attendsense::api {

// The files of the web app, read into memory once: what is asked for is a name in a table, never a path on the disk.
// Beside `x.js` there may be `x.js.br` and `x.js.gz`, the same compressed.
class WebApp {
 public:
  // Every regular file below the folder. An empty path: no web app, and nothing is answered.
  // Errors: invalid_input "web_root_invalid" (no folder, no index.html); too_large "web_app_too_large".
  [[nodiscard]] static Result<WebApp> load(const std::filesystem::path& folder);

  // A file, or the app's one page where a browser opens an address of the app's own. None: nothing of that name.
  [[nodiscard]] std::optional<http::Response> answer(const http::Request& request, const Target& target) const;

 private:
  struct File {
    std::string type;
    std::string plain;
    std::string brotli;  // empty: there is none
    std::string gzip;
    std::string tag;
  };

  [[nodiscard]] const File* find(const http::Request& request, const std::string& name) const;

  std::map<std::string, File, std::less<>> files_;  // "assets/index-0a1b.js"
};

}  // namespace attendsense::api
