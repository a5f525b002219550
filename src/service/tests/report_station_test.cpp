#include "attendsense/service/report_station.hpp"

#include <gmock/gmock.h>

#include "attendsense/service/list_stations.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

using core::CameraState;
using core::StationReport;

class ReportStation : public ::testing::Test {
 protected:
  Result<void> tell(const StationReport& report) {
    return report_station::run(office.ports(), {office.principal_of(door), report}, office.now());
  }

  std::optional<core::ToldStationReport> told() {
    return expect_value(list_stations::run(office.ports(), {office.boss}, office.now())).items.at(0).report;
  }

  Office office;
  create_station::Output door = office.open_door(core::CameraDirection::in);
  const StationReport well{
      .version = "1.0.0", .waiting = 0, .cameras = {{.name = "gate", .state = CameraState::running, .why = ""}}};
};

TEST_F(ReportStation, is_shown_to_who_manages_stations) {
  EXPECT_FALSE(told());
  expect_value(tell(well));
  ASSERT_TRUE(told());
  EXPECT_EQ(told()->report, well);
  EXPECT_EQ(told()->at, office.now());
}

TEST_F(ReportStation, says_since_when_it_is_like_this) {
  expect_value(tell(well));
  const Instant since = office.now();
  office.clock.advance(std::chrono::minutes{5});
  expect_value(tell(well));
  EXPECT_EQ(told()->at, since);
  StationReport unplugged = well;
  unplugged.waiting = 3;
  unplugged.cameras[0] = {.name = "gate", .state = CameraState::lost, .why = "The camera is gone"};
  expect_value(tell(unplugged));
  EXPECT_EQ(told()->at, office.now());
  EXPECT_EQ(told()->report, unplugged);
}

TEST_F(ReportStation, is_a_station_s_alone) {
  EXPECT_EQ(code_of(report_station::run(office.ports(), {office.boss, well}, office.now())), "station_token_needed");
}

TEST_F(ReportStation, refuses_what_makes_no_sense) {
  StationReport wrong = well;
  wrong.version = "";
  wrong.waiting = -1;
  wrong.set_aside = -1;
  wrong.dropped = -1;
  wrong.cameras[0] = {.name = "", .why = std::string(501, 'x')};
  const Result<void> refused = tell(wrong);
  ASSERT_EQ(code_of(refused), "input_invalid");
  std::vector<std::string> fields;
  for (const FieldError& field : refused.error().fields) fields.push_back(field.field);
  EXPECT_THAT(fields, ::testing::UnorderedElementsAre("version", "waiting", "set_aside", "dropped", "cameras[0].name",
                                                      "cameras[0].why"));
  StationReport many = well;
  many.cameras.resize(report_station::kMostCameras + 1, many.cameras[0]);
  EXPECT_EQ(code_of(tell(many)), "input_invalid");
  EXPECT_FALSE(told());
}

}  // namespace
}  // namespace attendsense::service::testing
