#include "served_office.hpp"

#include <boost/json.hpp>

#include "attendsense/base/uuid.hpp"
#include "attendsense/transport/in_process_event_bus.hpp"

namespace attendsense::api::testing {

std::unique_ptr<core::EventBus> make_test_bus() {
  return transport::make_in_process_event_bus();
}

HttpClient ServedOffice::signed_in(const std::string& email, const std::string& password) const {
  const Reply reply = client().post("/api/v1/sessions", {{"email", email}, {"password", password}});
  EXPECT_EQ(reply.status, 201) << reply.body;
  return client(std::string(reply.json().at("access_token").as_string()));
}

HttpClient::Fields capture_fields(Instant now) {
  return {{"Attendsense-Capture-Id", make_uuid_v7(now).to_string()},
          {"Attendsense-Passage-Id", make_uuid_v7(now).to_string()},
          {"Attendsense-Camera", "gate"},
          {"Attendsense-Captured-At", to_rfc3339(now)}};
}

}  // namespace attendsense::api::testing
