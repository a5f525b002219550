#include "contract/engine.hpp"
#include "testing/planning.hpp"

namespace attendsense::store::testing {

using namespace core;

TEST_P(StoreContract, a_holiday_is_found_as_it_was_stored) {
  Holiday stored = holiday_of(office_, march(9), "Gründungstag");
  stored.site = office_.site.id;
  must(write([&](auto& t) { return t.holidays().add(stored); }));
  const auto found = get([&](auto& t) { return t.holidays().find(stored.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->company, stored.company);
  EXPECT_EQ(found->site, stored.site);
  EXPECT_EQ(found->date, stored.date);
  EXPECT_EQ(found->name, stored.name);
  EXPECT_EQ(found->kind, stored.kind);
  EXPECT_EQ(found->part, stored.part);
  EXPECT_TRUE(must(write_to(store(), [&](auto& t) { return t.holidays().remove(stored.id); })));
  EXPECT_FALSE(must(write_to(store(), [&](auto& t) { return t.holidays().remove(stored.id); })));
  EXPECT_FALSE(get([&](auto& t) { return t.holidays().find(stored.id); }));
}

TEST_P(StoreContract, a_holiday_is_known_once_by_site_date_and_name) {
  Holiday holiday = holiday_of(office_, march(9), "Foundation day");
  const auto add_again = [&] {
    holiday.id = new_id<HolidayId>();
    return write([&](auto& t) { return t.holidays().add(holiday); });
  };
  must(add_again());
  EXPECT_TRUE(fails_with(add_again(), Failure::conflict, "holiday_known"));
  holiday.site = office_.site.id;
  must(add_again());
  EXPECT_TRUE(fails_with(add_again(), Failure::conflict, "holiday_known"));
  holiday.date = march(10);
  must(add_again());
  holiday.name = "Another";
  must(add_again());
}

TEST_P(StoreContract, holidays_are_listed_by_date_and_site) {
  Site branch = office_.site;
  branch.id = new_id<SiteId>();
  const Office other = Office::make("Difference Engines");
  Holiday of_branch = holiday_of(office_, march(9), "Branch day");
  of_branch.site = branch.id;
  Holiday of_office = holiday_of(office_, march(9), "Office day");
  of_office.site = office_.site.id;
  must(write([&](auto& t) -> Result<void> {
    must(t.companies().add_site(branch));
    must(add(t, other));
    must(t.holidays().add(holiday_of(office_, march(31), "Last")));
    must(t.holidays().add(holiday_of(office_, march(9), "Company day")));
    must(t.holidays().add(of_office));
    must(t.holidays().add(of_branch));
    must(t.holidays().add(holiday_of(office_, march(1), "First")));
    return t.holidays().add(holiday_of(other, march(9), "Elsewhere"));
  }));
  const auto names = [&](int from, int to, std::optional<SiteId> site) {
    std::vector<std::string> found;
    for (const auto& holiday :
         get([&](auto& t) { return t.holidays().in(office_.company.id, {march(from), march(to)}, site); })) {
      found.push_back(holiday.name);
    }
    return found;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(names(1, 31, std::nullopt), (Names{"First", "Branch day", "Company day", "Office day", "Last"}));
  EXPECT_EQ(names(1, 31, branch.id), (Names{"First", "Branch day", "Company day", "Last"}));
  EXPECT_EQ(names(9, 9, office_.site.id), (Names{"Company day", "Office day"}));
  EXPECT_EQ(names(2, 8, std::nullopt), Names{});
}

TEST_P(StoreContract, a_date_that_no_calendar_has_is_refused) {
  using namespace std::chrono;
  for (const LocalDate date : {LocalDate(), LocalDate(2026y / February / 30), LocalDate(year(10'000) / January / 1),
                               LocalDate(year(0) / January / 1)}) {
    EXPECT_TRUE(fails_with(write([&](auto& t) { return t.holidays().add(holiday_of(office_, date, "Never")); }),
                           Failure::invalid_input, "value_refused"));
  }
  for (const LocalDate date : {LocalDate(1y / January / 1), LocalDate(9999y / December / 31),
                               LocalDate(2024y / February / 29), LocalDate(1969y / December / 31)}) {
    const Holiday holiday = holiday_of(office_, date, "Once");
    must(write([&](auto& t) { return t.holidays().add(holiday); }));
    EXPECT_EQ(get([&](auto& t) { return t.holidays().find(holiday.id); })->date, date);
  }
}

}  // namespace attendsense::store::testing
