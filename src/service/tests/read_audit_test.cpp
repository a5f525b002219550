#include "attendsense/service/read_audit.hpp"

#include <gmock/gmock.h>

#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct ReadAudit : ::testing::Test {
  Office office;
  read_audit::Input input{office.boss, {}, ""};

  auto run() { return read_audit::run(office.ports(), input, office.now()); }
};

TEST_F(ReadAudit, says_who_did_what_without_saying_anything_about_them) {
  const auto ada = office.hire("Ada", "Lovelace", person(1));
  const auto door = office.open_door(core::CameraDirection::in);
  office.see(door, {.direction = person(1)});
  const auto output = expect_value(run());
  const core::AuditEntry& created = *std::ranges::find(output.items, ada.to_string(), &core::AuditEntry::subject);
  EXPECT_EQ(created.actor, "employee:" + office.administrator.to_string());
  EXPECT_EQ(output.items.back().actor, "station:" + door.station.station.id.to_string());
  for (const core::AuditEntry& entry : output.items) {
    EXPECT_THAT(entry.details, ::testing::Not(::testing::AnyOf(::testing::HasSubstr("Lovelace"),
                                                               ::testing::HasSubstr("example.com"))));
  }
}

TEST_F(ReadAudit, pages_by_sequence) {
  for (int i = 0; i < 5; ++i) office.open_door(core::CameraDirection::in);
  input.limit = 3;
  std::vector<std::int64_t> seen;
  for (std::optional<std::string> next = ""; next;) {
    input.after = *next;
    const auto page = expect_value(run());
    for (const core::AuditEntry& entry : page.items) seen.push_back(entry.sequence);
    next = page.next;
  }
  EXPECT_EQ(seen.size(), office.audit_actions().size());
  EXPECT_TRUE(std::ranges::is_sorted(seen));
  input.after = "1; DROP";
  EXPECT_EQ(code_of(run()), "input_invalid");
}

TEST_F(ReadAudit, is_searched_backwards) {
  const auto ada = office.hire("Ada", "Lovelace", person(1));
  input.filter = {.action = "employee.", .subject = ada.to_string(), .newest_first = true};
  const auto output = expect_value(run());
  ASSERT_EQ(output.items.size(), 1U);
  EXPECT_EQ(output.items[0].action, "employee.create");
  input.filter.from = office.now();
  input.filter.to = office.now() - std::chrono::hours{1};
  EXPECT_EQ(fields_of(run()), std::vector<std::string>{"to"});
}

TEST_F(ReadAudit, the_chain_fits) {
  const auto output = expect_value(verify_audit::run(office.ports(), {office.boss}, office.now()));
  EXPECT_EQ(output.entries, static_cast<std::int64_t>(office.audit_actions().size()));
}

}  // namespace
}  // namespace attendsense::service::testing
