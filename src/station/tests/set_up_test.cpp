#include "attendsense/station/set_up.hpp"

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <gtest/gtest.h>

#include "attendsense/base/files.hpp"
#include "attendsense/station/credentials.hpp"
#include "attendsense/station/settings.hpp"
#include "testing/events.hpp"
#include "testing/pictures.hpp"

namespace attendsense::station {
namespace {

// As the web app writes it.
std::string set_up_text(const std::string& server = "https://attendance.example.com") {
  return R"({"attendsense_station":1,"server":")" + server +
         R"(","id":"019cad58-bd80-709b-a37f-9ba578dbece2","company_id":"019cad58-bd80-707c-8f8d-3da83ca3e305",)"
         R"("site_id":"019cad58-bd80-707d-a08c-04e3d41c9c9d","name":"Vordertür","cameras":["gate","yard"],)"
         R"("token":"ast_0123456789","key":")" +
         std::string(testing::kKey) + "\"}";
}

// A code in a grey picture, at `x`, `y`, so many pixels wide.
void draw_code(vision::Image& picture, const std::string& text, int x, int y, int width) {
  const ZXing::BitMatrix code = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                                    .setEncoding(ZXing::CharacterSet::UTF8)
                                    .setMargin(4)
                                    .encode(text, width, width);
  for (int row = 0; row < code.height(); ++row) {
    for (int column = 0; column < code.width(); ++column) {
      std::fill_n(picture.row(y + row) + (x + column) * 3, 3, code.get(column, row) ? 20 : 235);
    }
  }
}

class SetUpTest : public ::testing::Test {
 protected:
  SetUpTest() { std::filesystem::create_directory(pictures_); }

  void show(const std::string& name, const vision::Image& picture) {
    ASSERT_TRUE(write_file_atomically(pictures_ / name, vision::encode_jpeg(picture, 85)));
  }

  Result<station::SetUp> scan(const std::stop_token& stop = {}) {
    const auto source = vision::open_source(pictures_.string());
    EXPECT_TRUE(source);
    return scan_set_up(**source, stop);
  }

  TemporaryFolder folder_;
  std::filesystem::path pictures_ = folder_.path() / "pictures";
  std::filesystem::path credentials_ = folder_.path() / "data" / "credentials.json";
};

TEST_F(SetUpTest, a_camera_reads_the_code_that_the_web_app_shows) {
  show("1.jpg", testing::plain(640, 480, 90));
  vision::Image other = testing::plain(640, 480, 90);
  draw_code(other, "https://example.com/menu", 200, 100, 240);
  show("2.jpg", other);
  vision::Image both = testing::plain(1280, 720, 90);
  draw_code(both, "https://example.com/menu", 60, 60, 240);
  draw_code(both, set_up_text(), 500, 100, 420);
  show("3.jpg", both);

  const Result<station::SetUp> found = scan();
  ASSERT_TRUE(found) << found.error().text();
  EXPECT_EQ(found->server, "https://attendance.example.com");
  EXPECT_EQ(found->name, "Vordertür");
  EXPECT_EQ(found->cameras, (std::vector<std::string>{"gate", "yard"}));

  ASSERT_TRUE(keep_set_up(*found, credentials_));
  EXPECT_EQ(std::filesystem::status(credentials_).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  const Result<Credentials> kept = load_credentials(credentials_);
  ASSERT_TRUE(kept) << kept.error().text();
  EXPECT_EQ(kept->station.to_string(), "019cad58-bd80-709b-a37f-9ba578dbece2");
  EXPECT_EQ(kept->company.to_string(), "019cad58-bd80-707c-8f8d-3da83ca3e305");
  EXPECT_EQ(kept->token.reveal(), "ast_0123456789");

  const auto again = keep_set_up(*found, credentials_);
  ASSERT_FALSE(again) << "somebody who shows a code to the camera takes no station over";
  EXPECT_EQ(again.error().code, "station_is_set_up");
}

TEST_F(SetUpTest, the_station_then_knows_its_server) {
  ASSERT_TRUE(keep_set_up(*parse_set_up(set_up_text()), credentials_));
  const std::map<std::string, std::string> own{{"station.credentials", credentials_.string()},
                                               {"station.events", "mqtt"}};
  const Result<Settings> settings = load_settings(std::nullopt, {}, own);
  ASSERT_TRUE(settings) << settings.error().text();
  EXPECT_EQ(settings->server.base, "https://attendance.example.com");
  EXPECT_EQ(settings->mqtt->host, "attendance.example.com");

  std::map<std::string, std::string> told = own;
  told["station.server"] = "https://elsewhere.example.com";
  EXPECT_EQ(load_settings(std::nullopt, {}, told)->server.base, "https://elsewhere.example.com");
}

TEST_F(SetUpTest, what_a_file_does_not_show_is_told) {
  show("1.jpg", testing::plain(640, 480, 90));
  const Result<station::SetUp> unseen = scan();
  ASSERT_FALSE(unseen);
  EXPECT_EQ(unseen.error().code, "set_up_unseen");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(scan(stop.get_token()).error().code, "stopped");
}

TEST_F(SetUpTest, anything_else_sets_nothing_up) {
  ASSERT_TRUE(parse_set_up(set_up_text()));
  EXPECT_TRUE(parse_set_up(set_up_text("http://127.0.0.1:8080")));
  const auto without = [](const std::string& part, const std::string& instead) {
    std::string text = set_up_text();
    const std::size_t at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    return text.replace(at, part.size(), instead);
  };
  const std::vector<std::string> others{"",
                                        "[]",
                                        "https://example.com",
                                        "{",
                                        R"({"attendsense_station":1})",
                                        without(R"("attendsense_station":1)", R"("attendsense_station":2)"),
                                        without("https://", "ftp://"),
                                        without("019cad58-bd80-709b-a37f-9ba578dbece2", "me"),
                                        without("ast_0123456789", ""),
                                        without(std::string(testing::kKey), "c2hvcnQ=")};
  for (const std::string& other : others) EXPECT_FALSE(parse_set_up(other)) << other;
}

}  // namespace
}  // namespace attendsense::station
