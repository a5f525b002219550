// Input that nobody means well with: the right 4xx each time, and nothing changed.

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "testing/encoding.hpp"
#include "testing/served_office.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;
using namespace testing;

class HostileInput : public ServedOffice {
 protected:
  json::object ada() const {
    return {{"email", "ada@example.com"}, {"given_name", "Ada"}, {"family_name", "Lovelace"}, {"consent", false}};
  }

  Reply create(const std::string& body, const std::string& type = "application/json") const {
    return boss().send("POST", "/api/v1/employees", body, type);
  }

  std::size_t staff() const { return boss().get("/api/v1/employees").json().at("items").as_array().size(); }
};

TEST_F(HostileInput, bodies_that_are_not_json_are_refused) {
  for (const std::string& body :
       {std::string(""), std::string("{"), std::string("[]"), std::string("null"), std::string("\"x\""),
        std::string("{}{}"), std::string("{\"email\":}"), std::string("\0", 1), std::string("\xFF\xFE{}"),
        std::string("{\"given_name\":\"\\ud800\"}"), std::string("{\"given_name\":\"\xC0\xAF\"}"),
        std::string("{\"given_name\":\"\xED\xA0\x80\"}"), std::string("{\"a\":1,\"a\":1}"), std::string(10'000, '['),
        std::string(10'000, '[') + std::string(10'000, ']'), std::string("<employee/>"), std::string(100'000, ' ')}) {
    const Reply reply = create(body);
    EXPECT_EQ(reply.status, 400) << body.substr(0, 50);
    EXPECT_TRUE(reply.code().starts_with("json_")) << reply.code();
  }
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "{\"a\":";
  EXPECT_EQ(create(deep).code(), "json_too_deep");
  EXPECT_EQ(staff(), 1);
}

TEST_F(HostileInput, other_content_types_are_refused) {
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                           "application/json5", "application/jsonx", "text/json", "*/*"}) {
    EXPECT_EQ(create(json::serialize(ada()), type).status, 415) << type;
  }
  EXPECT_EQ(create(json::serialize(ada()), "Application/JSON ; charset=UTF-8").status, 201);
  const std::string photos = "/api/v1/employees/" + office.administrator.to_string() + "/photos";
  for (const char* type : {"", "image/gif", "image/svg+xml", "application/octet-stream", "application/json"}) {
    EXPECT_EQ(boss().send("POST", photos, "GIF89a", type).status, 415) << type;
  }
}

TEST_F(HostileInput, wrong_fields_are_named) {
  struct Case {
    std::string name;
    json::value value;
  };

  const auto text = [](const std::string& held) { return json::value(json::string(held)); };
  const std::vector<Case> cases{{"email", 5},
                                {"email", nullptr},
                                {"email", "no-at-sign"},
                                {"email", text(std::string(300, 'a') + "@example.com")},
                                {"given_name", ""},
                                {"given_name", "   "},
                                {"given_name", text(std::string("A\0da", 4))},
                                {"given_name", "A\nda"},
                                {"given_name", text(std::string(2000, 'x'))},
                                {"given_name", "\u202Eada"},
                                {"given_name", json::object{}},
                                {"honorific", "lord"},
                                {"site_id", "7"},
                                {"site_id", "01890a5d-ac96-774b-bcce-b302099a8057"},
                                {"role", "emperor"},
                                {"consent", "yes"},
                                {"consent", 1},
                                {"password", "short"},
                                {"password", true},
                                {"photos", "x"},
                                {"photos", json::array{"%%%"}},
                                {"photos", json::array{1}},
                                {"photos", json::array{"", "", "", "", "", ""}},
                                {"is_admin", true},
                                {"__proto__", json::object{}}};
  for (const Case& each : cases) {
    json::object body = ada();
    body[each.name] = each.value;
    const Reply reply = create(json::serialize(body));
    ASSERT_EQ(reply.status, 400) << each.name << " " << each.value << " " << reply.body;
    const std::string first(reply.json().at("errors").as_array().at(0).at("field").as_string());
    EXPECT_TRUE(first.starts_with(each.name) || each.name.starts_with(first)) << each.name << " " << reply.body;
  }
  EXPECT_EQ(staff(), 1);
}

TEST_F(HostileInput, names_are_texts_and_nothing_else) {
  const std::vector<std::string> names{"Robert'); DROP TABLE employee;--",
                                       "<script>alert(1)</script>",
                                       "O'Brien \"Bob\"",
                                       "%s%n%x",
                                       "${jndi:ldap://x}",
                                       "李 小龍",
                                       "Zoë",
                                       "👩‍🔬",
                                       "../../etc/passwd",
                                       "null",
                                       "{{7*7}}",
                                       "\\u0041"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    json::object body = ada();
    body["email"] = "person" + std::to_string(i) + "@example.com";
    body["given_name"] = names[i];
    const Reply reply = create(json::serialize(body));
    if (reply.status == 400) continue;  // a name may be refused, but it is never anything but a name
    ASSERT_EQ(reply.status, 201) << names[i] << reply.body;
    EXPECT_EQ(std::string(reply.json().at("employee").at("given_name").as_string()), names[i]);
    EXPECT_EQ(reply.header("content-type"), "application/json");
  }
  EXPECT_TRUE(boss().get("/api/v1/audit/verify").json().at("intact").as_bool());
  EXPECT_GT(staff(), 6);
}

TEST_F(HostileInput, odd_queries_are_refused) {
  for (const char* query :
       {"limit=0", "limit=501", "limit=-1", "limit=1e2", "limit=99999999999999999999", "limit=", "limit=5&limit=6",
        "state=gone", "after=%00", "search=%ff", "search=%", "unknown=1", "after=1%20OR%201=1"}) {
    EXPECT_EQ(boss().get(std::string("/api/v1/employees?") + query).status, 400) << query;
  }
  for (const char* query : {"from=yesterday", "from=2026-03-02", "employee=7", "to=2026-13-01T00:00:00Z"}) {
    EXPECT_EQ(boss().get(std::string("/api/v1/punches?") + query).status, 400) << query;
  }
  EXPECT_EQ(boss().get("/api/v1/employees?search=%27%20OR%201%3D1%20--").json().at("items").as_array().size(), 0);
  for (const char* date : {"2026-02-30", "today", "2026-3-2", "0000-00-00", "99999-01-01", "%27"}) {
    EXPECT_EQ(boss().get(std::string("/api/v1/attendance/days/") + date).status, 400) << date;
  }
  const std::string own = "/api/v1/attendance/employees/" + office.administrator.to_string();
  EXPECT_EQ(boss().get(own + "?from=0001-01-01&to=9999-12-31").status, 400);
  EXPECT_EQ(boss().get(own + "?from=2026-03-02&to=2026-03-01").status, 400);
}

TEST_F(HostileInput, odd_addresses_are_refused) {
  for (const char* path : {"/api/v1/employees/%", "/api/v1/employees/%zz", "/api/v1/employees/%00",
                           "/api/v1/employees/%c0%af", "/api/v1/employees/%ed%a0%80"}) {
    EXPECT_EQ(boss().get(path).status, 400) << path;
  }
  EXPECT_EQ(boss().get("/api/v1/employees/..%2f..%2fetc%2fpasswd").status, 404);
}

TEST_F(HostileInput, pictures_that_are_none_are_refused) {
  const std::string photos = "/api/v1/employees/" + office.administrator.to_string() + "/photos";
  const Bytes good = office.analyzer.picture({{.direction = service::testing::person(0)}});
  const std::string_view whole = as_text(good);
  for (const std::string& body : {std::string("not a picture"), std::string(1, '\xFF'),
                                  std::string(whole.substr(0, 100)), std::string("GIF89a\x01\x01"),
                                  std::string("<svg xmlns='http://www.w3.org/2000/svg'/>"), std::string(1000, '\0')}) {
    const Reply reply = boss().send("POST", photos, body, "image/jpeg");
    EXPECT_TRUE(reply.status == 415 || reply.status == 422) << reply.status << reply.body;
  }
  const Reply empty = boss().send("POST", photos, "", "image/jpeg");
  EXPECT_TRUE(empty.status >= 400 && empty.status < 500) << empty.status;
  const Reply nobody = boss().send("POST", photos, as_text(office.analyzer.picture({})), "image/jpeg");
  EXPECT_EQ(nobody.status, 422);
  EXPECT_EQ(nobody.code(), "photo_no_face");
}

TEST_F(HostileInput, captures_that_are_none_are_refused) {
  const HttpClient door = station(office.open_door(core::CameraDirection::in));
  const std::string type = "application/vnd.attendsense.sealed-jpeg";
  const auto send = [&](const HttpClient::Fields& fields, std::string_view body, const std::string& as) {
    return door.send("POST", "/api/v1/captures", body, as, fields);
  };
  const HttpClient::Fields good = capture_fields(office.now());
  EXPECT_EQ(send({}, "gAAAA", type).json().at("errors").as_array().size(), 4);
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const char* value : {"", "x", "\xff", "' OR 1=1"}) {
      HttpClient::Fields fields = good;
      fields[i].second = value;
      const Reply reply = send(fields, "gAAAA", type);
      EXPECT_TRUE(reply.status == 400 || reply.status == 404) << good[i].first << " " << value << reply.body;
    }
  }
  for (const std::string& body : {std::string(""), std::string("plain text"), std::string("\xFF\xD8\xFF\xE0")}) {
    EXPECT_EQ(send(good, body, type).status, 400) << body;
  }
  EXPECT_EQ(send(good, "gAAAA", "application/octet-stream").status, 415);
  HttpClient::Fields elsewhere = good;
  elsewhere[2].second = "no-such-camera";
  EXPECT_EQ(send(elsewhere, std::string("gAAAAA") + std::string(114, 'A'), type).code(), "camera_unknown");
  EXPECT_EQ(office.queue->status()->waiting, 0);
}

TEST_F(HostileInput, a_capture_with_a_malformed_measurement_is_refused_by_the_name_of_its_header) {
  const HttpClient door = station(office.open_door(core::CameraDirection::in));
  const std::vector<std::pair<std::string, std::vector<std::string>>> wrong{
      {"Attendsense-Face",
       {"",          "1,2,3",     "1,2,3,4,",    "1,2,3,4,5",    ",1,2,3,4",       "1,,2,3",
        "1;2;3;4",   "1 2 3 4",   "1,2,3,x",     "0x1,2,3,4",    "1, 2,3,4",       "+1,2,3,4",
        "1e1,2,3,4", "1,2,3,4px", "nan,2,3,4",   "1,-inf,3,4",   "1,2,infinity,4", "1,2,0,4",
        "1,2,3,-4",  "1,2,3,0",   "20001,2,3,4", "1,-20001,3,4", "1,2,20001,4",    "1,2,3," + std::string(300, '9')}},
      {"Attendsense-Clock-Offset",
       {"", "late", "1.5", "+1", "1e3", "0x10", "1s", "3155760000000001", "-3155760000000001", "9223372036854775807",
        "-9223372036854775808", "9223372036854775808", std::string(30, '9')}}};
  for (const auto& [name, values] : wrong) {
    for (const std::string& value : values) {
      HttpClient::Fields fields = capture_fields(office.now());
      fields.emplace_back(name, value);
      const Reply reply =
          door.send("POST", "/api/v1/captures", "gAAAA", "application/vnd.attendsense.sealed-jpeg", fields);
      ASSERT_EQ(reply.status, 400) << name << ": " << value << "\n" << reply.body;
      const auto problem = reply.json();
      ASSERT_TRUE(problem.contains("errors")) << name << ": " << value << "\n" << reply.body;
      EXPECT_EQ(problem.at("errors").as_array().at(0).at("field").as_string(), name);
    }
  }
  EXPECT_EQ(office.queue->status()->waiting, 0);
}

TEST_F(HostileInput, a_measurement_that_is_given_twice_is_refused) {
  const HttpClient door = station(office.open_door(core::CameraDirection::in));
  HttpClient::Fields fields = capture_fields(office.now());
  fields.emplace_back("Attendsense-Face", "1,2,3,4");
  fields.emplace_back("Attendsense-Face", "1,2,3,4");
  EXPECT_EQ(door.send("POST", "/api/v1/captures", "gAAAA", "application/vnd.attendsense.sealed-jpeg", fields).status,
            400);
}

TEST_F(HostileInput, a_body_over_the_limit_is_refused) {
  EXPECT_EQ(create(std::string(9U << 20, ' ')).status, 413);
  EXPECT_EQ(staff(), 1);
}

}  // namespace
}  // namespace attendsense::api
