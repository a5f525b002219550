#include "attendsense/service/list_employees.hpp"

#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct ListEmployees : ::testing::Test {
  Office office;
  list_employees::Input input{office.boss, {}, ""};

  auto run() { return expect_value(list_employees::run(office.ports(), input, office.now())); }
};

TEST_F(ListEmployees, pages_cover_everybody_once) {
  for (int i = 0; i < 6; ++i) office.hire("Person", "Number" + std::to_string(i), std::nullopt);
  input.limit = 3;
  std::set<core::EmployeeId> seen;
  int pages = 0;
  for (std::optional<std::string> next = ""; next; ++pages) {
    input.after = *next;
    const auto page = run();
    for (const EmployeeView& view : page.items) EXPECT_TRUE(seen.insert(view.employee.id).second);
    next = page.next;
  }
  EXPECT_EQ(seen.size(), 7U);
  EXPECT_EQ(pages, 3);
}

TEST_F(ListEmployees, an_exact_last_page_has_no_next) {
  input.limit = 1;
  EXPECT_FALSE(run().next.has_value());
}

TEST_F(ListEmployees, searches_without_regard_to_case_and_takes_wildcards_literally) {
  office.hire("Ada", "Lovelace", std::nullopt);
  input.filter.search = "LOVE";
  EXPECT_EQ(run().items.size(), 1U);
  input.filter.search = "%";
  EXPECT_EQ(run().items.size(), 0U);
  input.filter.search = "' OR 1=1 --";
  EXPECT_EQ(run().items.size(), 0U);
}

TEST_F(ListEmployees, filters_by_state) {
  input.filter.state = core::EmployeeState::inactive;
  EXPECT_EQ(run().items.size(), 0U);
}

}  // namespace
}  // namespace attendsense::service::testing
