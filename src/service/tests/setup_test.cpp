#include "attendsense/service/setup.hpp"

#include "office.hpp"

namespace attendsense::service::testing {
namespace {

TEST(Setup, a_new_installation_gets_a_code) {
  Parts parts;
  EXPECT_FALSE(expect_value(is_registered(*parts.store)));
  const std::optional<Secret> code = expect_value(ensure_setup_code(*parts.store));
  ASSERT_TRUE(code.has_value());
  EXPECT_EQ(code->reveal().size(), 14U);
}

TEST(Setup, each_start_makes_a_code_of_its_own) {
  Parts parts;
  const Secret first = *expect_value(ensure_setup_code(*parts.store));
  const Secret second = *expect_value(ensure_setup_code(*parts.store));
  EXPECT_NE(first.reveal(), second.reveal());
}

TEST(Setup, a_registered_installation_gets_none) {
  Office office;
  EXPECT_TRUE(expect_value(is_registered(*office.store)));
  EXPECT_FALSE(expect_value(ensure_setup_code(*office.store)).has_value());
}

}  // namespace
}  // namespace attendsense::service::testing
