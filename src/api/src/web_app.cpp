#include "web_app.hpp"

#include "attendsense/base/files.hpp"
#include "attendsense/base/sha256.hpp"
#include "conditional.hpp"

namespace attendsense::api {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 64U << 20;
constexpr std::string_view kPage = "index.html";
// Named after what is in them, so that they never change.
constexpr std::string_view kHashed = "assets/";

// Scripts of ours alone. Styles: the component library writes its own elements, which show and do nothing else.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; media-src 'self' blob:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

std::string type_of(const fs::path& name) {
  static const std::map<std::string, std::string> kTypes{{".css", "text/css; charset=utf-8"},
                                                         {".html", "text/html; charset=utf-8"},
                                                         {".ico", "image/x-icon"},
                                                         {".js", "text/javascript; charset=utf-8"},
                                                         {".json", "application/json"},
                                                         {".png", "image/png"},
                                                         {".svg", "image/svg+xml"},
                                                         {".txt", "text/plain; charset=utf-8"},
                                                         {".webmanifest", "application/manifest+json"},
                                                         {".woff2", "font/woff2"}};
  const auto found = kTypes.find(name.extension().string());
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

Result<std::string> text_of(const fs::path& path, std::size_t most) {
  Result<Bytes> bytes = read_file(path, most);
  if (!bytes) return fail(std::move(bytes));
  return std::string(bytes->begin(), bytes->end());
}

Error no_app(const fs::path& folder, const std::string& why) {
  return {Failure::invalid_input, "web_root_invalid", "There is no web app in " + folder.string() + ": " + why,
          "Set web.root to the folder that `npm run build` wrote, or to none"};
}

// "name;q=0" says: anything but this.
bool accepts(std::string_view list, std::string_view coding) {
  while (!list.empty()) {
    std::string_view item = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), item.size() + 1));
    item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
    const std::string_view name = item.substr(0, item.find_first_of("; "));
    if (!http::equal_without_case(name, coding)) continue;
    const std::size_t quality = item.find("q=");
    return quality == std::string_view::npos || item.find_first_of("123456789", quality) != std::string_view::npos;
  }
  return false;
}

std::string joined(const std::vector<std::string>& segments) {
  std::string name;
  for (const std::string& segment : segments) name += (name.empty() ? "" : "/") + segment;
  return name;
}

// A browser that opens a page, not a script that asks for a file or an interface.
bool opens_a_page(const http::Request& request, std::string_view name) {
  const bool of_interface = name == "api" || name.starts_with("api/");
  const bool file = name.substr(name.rfind('/') + 1).find('.') != std::string_view::npos;
  const std::string_view accepted = request.headers.find("Accept").value_or("");
  return !of_interface && !file && accepted.find("text/html") != std::string_view::npos;
}

}  // namespace

Result<WebApp> WebApp::load(const fs::path& folder) {
  WebApp app;
  if (folder.empty()) return app;
  std::error_code failed;
  std::size_t left = kMostBytes;
  for (fs::recursive_directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (at->is_symlink() || !at->is_regular_file()) continue;
    Result<std::string> content = text_of(at->path(), left);
    if (!content && content.error().failure == Failure::too_large) {
      return fail(Failure::too_large, "web_app_too_large", "The web app in " + folder.string() + " is beyond 64 MiB",
                  "Set web.root to the folder that `npm run build` wrote");
    }
    if (!content) return fail(std::move(content));
    left -= content->size();
    const fs::path name = at->path().lexically_relative(folder);
    const std::string stem = (name.parent_path() / name.stem()).generic_string();
    if (name.extension() == ".br") {
      app.files_[stem].brotli = std::move(*content);
    } else if (name.extension() == ".gz") {
      app.files_[stem].gzip = std::move(*content);
    } else {
      File& file = app.files_[name.generic_string()];
      file.type = type_of(name);
      file.tag = to_hex(sha256(as_bytes(*content))).substr(0, 32);
      file.plain = std::move(*content);
    }
  }
  if (failed) return std::unexpected(no_app(folder, failed.message()));
  if (!app.files_.contains(kPage)) return std::unexpected(no_app(folder, "it has no index.html"));
  std::erase_if(app.files_, [](const auto& entry) { return entry.second.tag.empty(); });  // compressed, but not plain
  return app;
}

const WebApp::File* WebApp::find(const http::Request& request, const std::string& name) const {
  if (files_.empty()) return nullptr;
  auto found = files_.find(name.empty() ? kPage : std::string_view(name));
  if (found == files_.end() && opens_a_page(request, name)) found = files_.find(kPage);
  return found == files_.end() ? nullptr : &found->second;
}

std::optional<http::Response> WebApp::answer(const http::Request& request, const Target& target) const {
  const std::string name = joined(target.segments);
  const File* file = find(request, name);
  if (file == nullptr) return std::nullopt;
  const std::string codings = request.headers.joined("Accept-Encoding").value_or("");
  const bool brotli = !file->brotli.empty() && accepts(codings, "br");
  const bool gzip = !brotli && !file->gzip.empty() && accepts(codings, "gzip");
  http::Response response;
  response.headers.add("Content-Type", file->type);
  response.headers.add("Cache-Control", name.starts_with(kHashed) ? "public, max-age=31536000, immutable" : "no-cache");
  response.headers.add("Vary", "Accept-Encoding");
  response.headers.add("Content-Security-Policy", std::string(kPolicy));
  response.headers.add("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
  response.headers.add("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.add("ETag", '"' + file->tag + (brotli ? "-br\"" : gzip ? "-gz\"" : "\""));
  if (brotli || gzip) response.headers.add("Content-Encoding", brotli ? "br" : "gzip");
  response.body = brotli ? file->brotli : gzip ? file->gzip : file->plain;
  answer_not_modified(request, response);
  return response;
}

}  // namespace attendsense::api
