#include "attendsense/service/create_station.hpp"

#include <gmock/gmock.h>

#include "attendsense/crypto/fernet.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct CreateStation : ::testing::Test {
  Office office;
  create_station::Input input{office.boss, "Front door", std::nullopt, {{"gate", core::CameraDirection::in}}};

  auto run() { return create_station::run(office.ports(), input, office.now()); }
};

TEST_F(CreateStation, gives_a_token_and_a_key_once) {
  const auto output = expect_value(run());
  EXPECT_TRUE(output.token.reveal().starts_with("ast_"));
  EXPECT_TRUE(crypto::FernetKey::parse(output.key).has_value());
  EXPECT_TRUE(output.station.station.key.empty());
  EXPECT_EQ(output.station.cameras.at(0).name, "gate");
  EXPECT_EQ(output.station.site.id, office.site);
}

TEST_F(CreateStation, keys_and_tokens_differ) {
  const auto first = expect_value(run());
  const auto second = expect_value(run());
  EXPECT_NE(first.token.reveal(), second.token.reveal());
  EXPECT_NE(first.key.reveal(), second.key.reveal());
}

TEST_F(CreateStation, needs_a_name_and_distinct_cameras) {
  input.name = "";
  input.cameras = {{"gate", core::CameraDirection::in}, {" gate ", core::CameraDirection::out}};
  EXPECT_THAT(fields_of(run()), ::testing::ElementsAre("name", "cameras[1].name"));
  input.cameras.clear();
  EXPECT_THAT(fields_of(run()), ::testing::ElementsAre("name", "cameras"));
}

TEST_F(CreateStation, the_site_must_be_the_companys) {
  input.site = core::SiteId::make(office.now());
  EXPECT_THAT(fields_of(run()), ::testing::ElementsAre("site_id"));
}

}  // namespace
}  // namespace attendsense::service::testing
