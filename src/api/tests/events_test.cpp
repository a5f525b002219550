// Server-sent events: what was missed, what comes, and how a stream ends.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "attendsense/service/revoke_station.hpp"
#include "testing/encoding.hpp"
#include "testing/served_office.hpp"

namespace attendsense::api {
namespace {

using namespace testing;
using service::testing::person;

ServerOptions eager() {
  ServerOptions options;
  options.heartbeat = std::chrono::milliseconds{30};
  return options;
}

class Events : public ServedOffice {
 protected:
  Events() : ServedOffice(eager()) {}

  void listen(RawConnection& connection, const std::string& path, const std::string& token,
              const std::string& last = "") {
    connection.send("GET " + path + " HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + token + "\r\n" +
                    (last.empty() ? "" : "Last-Event-ID: " + last + "\r\n") + "\r\n");
    const std::string head = connection.receive_until("\r\n\r\n");
    EXPECT_EQ(status_of(head), 200) << head;
  }

  std::string token() const { return office.first_session.access_token.reveal(); }

  // Somebody whom nobody knows: one sighting event.
  void see_a_stranger(const service::create_station::Output& door) {
    (void)office.see(door, {.direction = person(20)});
  }
};

TEST_F(Events, what_was_missed_is_told_first_and_once) {
  const auto door = office.open_door(core::CameraDirection::in);
  for (int i = 0; i < 3; ++i) see_a_stranger(door);
  const std::vector<core::Event> events = office.events();
  ASSERT_EQ(events.size(), 3);
  RawConnection connection(server->port());
  listen(connection, "/api/v1/events", token(), std::to_string(events[0].sequence));
  std::string heard = connection.receive_until("id: " + std::to_string(events[2].sequence) + "\n");
  see_a_stranger(door);
  heard += connection.receive_until("id: " + std::to_string(events[2].sequence + 1) + "\n");
  EXPECT_EQ(heard.find("id: " + std::to_string(events[0].sequence) + "\n"), std::string::npos);
  std::vector<std::string> ids;
  for (std::size_t at = heard.find("id: "); at != std::string::npos; at = heard.find("id: ", at + 1)) {
    ids.push_back(heard.substr(at + 4, heard.find('\n', at) - at - 4));
  }
  EXPECT_THAT(ids, ::testing::ElementsAre(std::to_string(events[1].sequence), std::to_string(events[2].sequence),
                                          std::to_string(events[2].sequence + 1)));
}

TEST_F(Events, without_a_last_id_only_what_comes_is_told) {
  const auto door = office.open_door(core::CameraDirection::in);
  see_a_stranger(door);
  RawConnection connection(server->port());
  listen(connection, "/api/v1/events", token());
  const std::int64_t last = office.events().back().sequence;
  see_a_stranger(door);
  const std::string heard = connection.receive_until("id: " + std::to_string(last + 1) + "\n");
  EXPECT_EQ(heard.find("id: " + std::to_string(last) + "\n"), std::string::npos) << heard;
}

TEST_F(Events, a_station_hears_of_its_own_captures_alone) {
  const auto front = office.open_door(core::CameraDirection::in, "Front");
  const auto back = office.open_door(core::CameraDirection::in, "Back");
  RawConnection connection(server->port());
  listen(connection, "/api/v1/station/events", front.token.reveal());
  see_a_stranger(back);
  see_a_stranger(front);
  const std::string heard = connection.receive_until("signature");
  EXPECT_EQ(heard.find(back.station.station.id.to_string()), std::string::npos);
  EXPECT_NE(heard.find(front.station.station.id.to_string()), std::string::npos);
}

TEST_F(Events, an_employee_hears_of_their_own_punches_alone) {
  const auto door = office.open_door(core::CameraDirection::in);
  const auto ada = office.hire_with_password("Ada", "Lovelace");
  (void)office.hire("Alan", "Turing", person(2));
  const HttpClient own = signed_in("ada.lovelace@example.com", service::testing::kEmployeePassword);
  RawConnection connection(server->port());
  listen(connection, "/api/v1/events", own.token());
  (void)office.see(door, {.direction = person(2)});
  const std::string heard = connection.receive_until("Turing", std::chrono::milliseconds{300});
  EXPECT_EQ(heard.find("event: "), std::string::npos) << heard;
  (void)ada;
}

TEST_F(Events, a_stream_ends_when_its_token_is_no_longer_good) {
  const auto door = office.open_door(core::CameraDirection::in);
  RawConnection connection(server->port());
  listen(connection, "/api/v1/station/events", door.token.reveal());
  const auto revoked =
      service::revoke_station::run(office.ports(), {office.boss, door.station.station.id}, office.now());
  ASSERT_TRUE(revoked);
  EXPECT_TRUE(connection.receive_all().ends_with("0\r\n\r\n"));
}

TEST_F(Events, a_listener_that_missed_more_than_fits_comes_back_for_the_rest) {
  const auto door = office.open_door(core::CameraDirection::in);
  for (int i = 0; i < 10; ++i) see_a_stranger(door);
  ServerOptions tight = eager();
  tight.stream_bytes = 1500;
  serve(tight);
  const std::vector<core::Event> events = office.events();
  std::string last = "0";
  int rounds = 0;
  for (; rounds < 20 && last != std::to_string(events.back().sequence); ++rounds) {
    RawConnection connection(server->port());
    listen(connection, "/api/v1/events", token(), last);
    const std::string heard =
        connection.receive_until("id: " + std::to_string(events.back().sequence) + "\n", std::chrono::seconds{5});
    const std::size_t at = heard.rfind("id: ");
    ASSERT_NE(at, std::string::npos);
    last = heard.substr(at + 4, heard.find('\n', at) - at - 4);
  }
  EXPECT_EQ(last, std::to_string(events.back().sequence));
  EXPECT_GT(rounds, 1);
}

TEST_F(Events, a_stop_ends_streams_at_once) {
  RawConnection connection(server->port());
  listen(connection, "/api/v1/events", token());
  const auto begun = std::chrono::steady_clock::now();
  std::jthread stopping([&] { server->stop(); });
  EXPECT_TRUE(connection.receive_all().ends_with("0\r\n\r\n"));
  stopping.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{5});
}

TEST_F(Events, a_last_id_that_is_no_number_is_refused) {
  const Reply reply = boss().get("/api/v1/events", {{"Last-Event-ID", "abc"}});
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.json().at("errors").as_array().at(0).at("field"), "Last-Event-ID");
}

}  // namespace
}  // namespace attendsense::api
