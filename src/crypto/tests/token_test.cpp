#include "attendsense/crypto/token.hpp"

#include <gtest/gtest.h>

#include <set>

namespace attendsense::crypto {
namespace {

TEST(Token, says_what_it_is_for_and_is_never_the_same) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const Secret token = make_token(kStationTokenPrefix);
    EXPECT_TRUE(looks_like_token(token.reveal(), kStationTokenPrefix));
    EXPECT_FALSE(looks_like_token(token.reveal(), kAccessTokenPrefix));
    seen.insert(token.reveal());
  }
  EXPECT_EQ(seen.size(), 1000U);
}

TEST(Token, what_cannot_be_one_is_told_apart) {
  for (const std::string& bad :
       std::vector<std::string>{"", "ast_", "ast_short", "ast_" + std::string(43, '!'), "AST_" + std::string(43, 'A'),
                                "ast_" + std::string(44, 'A'), " ast_" + std::string(42, 'A')}) {
    EXPECT_FALSE(looks_like_token(bad, kStationTokenPrefix)) << bad;
  }
}

TEST(Token, is_stored_as_sha_256) {
  EXPECT_EQ(token_hash(Secret("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ConstantTime, compares_contents) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("secret", "secret"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secreT"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secre"));
}

TEST(SetupCode, is_three_groups_of_four) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string code = make_setup_code().reveal();
    ASSERT_EQ(code.size(), 14U);
    EXPECT_EQ(code[4], '-');
    EXPECT_EQ(code[9], '-');
    EXPECT_EQ(code.find_first_of("ILOU"), std::string::npos);
    EXPECT_EQ(normalise_setup_code(code).value().reveal(), code);
    seen.insert(code);
  }
  EXPECT_EQ(seen.size(), 1000U);
}

TEST(SetupCode, forgives_how_people_type) {
  for (const std::string_view typed :
       {"7K3M-XR9D-01QV", "7k3m-xr9d-01qv", "7K3MXR9D01QV", " 7k3m xr9d oiqv\n", "7K3M--XR9D-0LQV"}) {
    const auto code = normalise_setup_code(typed);
    ASSERT_TRUE(code) << typed;
    EXPECT_EQ(code->reveal(), "7K3M-XR9D-01QV");
  }
}

TEST(SetupCode, refuses_what_is_none) {
  for (const std::string_view bad :
       {"", "7K3M-XR9D", "7K3M-XR9D-01QVX", "7K3M-XR9D-01Q!", "7K3M-XR9D-01QU", "ＡＢＣＤ"}) {
    EXPECT_EQ(normalise_setup_code(bad).error().code, "setup_code_malformed") << bad;
  }
}

}  // namespace
}  // namespace attendsense::crypto
