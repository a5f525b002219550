// The files of the web app, as browsers and as strangers ask for them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "attendsense/base/files.hpp"
#include "testing/served_office.hpp"

namespace attendsense::api {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kBrowser = "Accept: text/html,application/xhtml+xml\r\n";

class WebFiles : public ServedOffice {
 protected:
  WebFiles() {
    write("web/index.html", "<title>Attendance</title>");
    write("web/assets/index-0a1b.js", "as it is");
    write("web/assets/index-0a1b.js.br", "as brotli");
    write("web/assets/index-0a1b.js.gz", "as gzip");
    write("secret.txt", "secret");
    std::filesystem::create_symlink(folder_.path() / "secret.txt", root() / "link.txt");
    ServerOptions options;
    options.web_root = root();
    serve(std::move(options));
  }

  std::filesystem::path root() const { return folder_.path() / "web"; }

  void write(const std::string& name, const std::string& content) const {
    std::filesystem::create_directories((folder_.path() / name).parent_path());
    std::ofstream(folder_.path() / name) << content;
  }

  // Sent just so: no client would leave ".." in an address.
  std::string ask(const std::string& request, std::string_view fields = "") const {
    RawConnection connection(server->port());
    connection.send(request + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n" + std::string(fields) + "\r\n");
    return connection.receive_all();
  }

  std::string start_error(const std::filesystem::path& web_root) {
    ServerOptions options;
    options.web_root = web_root;
    auto started = HttpServer::start(std::move(options), {office.ports(), *bus, office.clock, {}, ""});
    return started ? "" : started.error().code;
  }

 private:
  TemporaryFolder folder_;
};

TEST_F(WebFiles, the_page_is_asked_for_again_each_time_and_runs_no_script_but_ours) {
  const std::string page = ask("GET /");
  EXPECT_EQ(status_of(page), 200);
  EXPECT_THAT(page, HasSubstr("<title>Attendance</title>"));
  EXPECT_THAT(page, HasSubstr("Content-Type: text/html; charset=utf-8\r\n"));
  EXPECT_THAT(page, HasSubstr("Cache-Control: no-cache\r\n"));
  EXPECT_THAT(page, HasSubstr("script-src 'self';"));
  EXPECT_THAT(page, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(page, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
}

TEST_F(WebFiles, the_interface_keeps_its_stricter_policy) {
  EXPECT_THAT(ask("GET /healthz"),
              HasSubstr("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"));
}

TEST_F(WebFiles, addresses_of_the_app_get_its_page_and_those_of_the_interface_do_not) {
  EXPECT_THAT(ask("GET /today/2026-03-27", kBrowser), HasSubstr("<title>Attendance</title>"));
  for (const char* target : {"/api/v1/nothing", "/api", "/assets/gone.js", "/favicon.ico"}) {
    const std::string answer = ask("GET " + std::string(target), kBrowser);
    EXPECT_EQ(status_of(answer), 404) << target;
    EXPECT_THAT(answer, HasSubstr("path_unknown")) << target;
  }
  EXPECT_EQ(status_of(ask("GET /today")), 404);  // a script that mistook an address
}

TEST_F(WebFiles, files_named_after_their_content_are_kept_for_good) {
  EXPECT_THAT(ask("GET /assets/index-0a1b.js"), HasSubstr("Cache-Control: public, max-age=31536000, immutable\r\n"));
}

TEST_F(WebFiles, the_best_compression_that_the_browser_takes_is_sent) {
  const auto body = [&](std::string_view fields) {
    const std::string answer = ask("GET /assets/index-0a1b.js", fields);
    EXPECT_THAT(answer, HasSubstr("Vary: Accept-Encoding\r\n"));
    return answer.substr(answer.find("\r\n\r\n") + 4);
  };
  EXPECT_EQ(body(""), "as it is");
  EXPECT_EQ(body("Accept-Encoding: gzip, deflate, br\r\n"), "as brotli");
  EXPECT_EQ(body("Accept-Encoding: gzip;q=0.8\r\n"), "as gzip");
  EXPECT_EQ(body("Accept-Encoding: br;q=0, gzip;q=0.0, browser\r\n"), "as it is");
}

TEST_F(WebFiles, what_a_browser_has_is_not_sent_again) {
  const std::string first = ask("GET /");
  const std::size_t at = first.find("ETag: ") + 6;
  const std::string tag = first.substr(at, first.find("\r\n", at) - at);
  const std::string again = ask("GET /", "If-None-Match: " + tag + "\r\n");
  EXPECT_EQ(status_of(again), 304);
  EXPECT_THAT(again, Not(HasSubstr("<title>")));
}

TEST_F(WebFiles, nothing_outside_the_folder_can_be_had) {
  for (const char* target : {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt",
                             "/assets//../secret.txt", "//secret.txt", "/link.txt", "/assets", "/assets/"}) {
    const std::string answer = ask("GET " + std::string(target), kBrowser);
    EXPECT_THAT(answer, Not(HasSubstr("\r\n\r\nsecret"))) << target;
  }
  EXPECT_EQ(status_of(ask("GET /..%2fsecret.txt")), 404);
}

TEST_F(WebFiles, they_can_only_be_read) {
  EXPECT_EQ(status_of(ask("DELETE /")), 405);
  EXPECT_THAT(ask("POST /assets/index-0a1b.js"), HasSubstr("Allow: GET, HEAD, OPTIONS\r\n"));
  EXPECT_THAT(ask("HEAD /"), AllOf(HasSubstr("Content-Length: 25\r\n"), Not(HasSubstr("<title>"))));
}

TEST_F(WebFiles, a_folder_without_the_page_is_refused_at_the_start) {
  EXPECT_EQ(start_error(root()), "");
  EXPECT_EQ(start_error(root() / "assets"), "web_root_invalid");
  EXPECT_EQ(start_error(root() / "nowhere"), "web_root_invalid");
}

TEST_F(WebFiles, without_a_web_app_there_is_nothing) {
  serve({});
  EXPECT_EQ(status_of(ask("GET /", kBrowser)), 404);
}

}  // namespace
}  // namespace attendsense::api
