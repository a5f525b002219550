// The parts that both engines share.

#include <gtest/gtest.h>

#include "audit_chain.hpp"
#include "case_fold.hpp"
#include "names.hpp"
#include "policy_json.hpp"
#include "testing/office.hpp"
#include "testing/results.hpp"

namespace attendsense::store::testing {

TEST(CaseFold, folds_letters_of_any_script_and_leaves_the_rest) {
  EXPECT_EQ(fold_case("Ada LOVELACE 42"), "ada lovelace 42");
  EXPECT_EQ(fold_case("ÅÄÖ Ñ Ç"), "åäö ñ ç");
  EXPECT_EQ(fold_case("ΑΒΓ ЖЩЮ Աբ"), "αβγ жщю աբ");
  EXPECT_EQ(fold_case("සිංහල हिन्दी 漢字 😀"), "සිංහල हिन्दी 漢字 😀");
  EXPECT_EQ(fold_case("\xff\xc3 A\xe2\x82"), "\xff\xc3 a\xe2\x82");
  EXPECT_EQ(fold_case(""), "");
}

TEST(PolicyJson, missing_settings_have_their_defaults_and_unknown_ones_are_left_alone) {
  const auto policy = must(policy_from_json(R"({"language": "de", "colour": "green"})"));
  EXPECT_EQ(policy.language, "de");
  EXPECT_EQ(policy.too_soon, core::Policy{}.too_soon);
}

TEST(PolicyJson, what_was_not_written_by_us_is_corrupt) {
  for (const auto* text : {"", "[]", "{", R"({"too_soon_s": "soon"})", R"({"too_soon_s": -1})",
                           R"({"match_threshold": 7})", R"({"language": ""})", R"({"keep_crops": 1})"}) {
    EXPECT_TRUE(fails_with(policy_from_json(text), Failure::corrupt, "policy_malformed")) << text;
  }
}

TEST(Names, permissions_go_there_and_back) {
  using core::Permission;
  const std::set<Permission> some{Permission::view_all, Permission::manage_company};
  EXPECT_EQ(parse_permissions(join_permissions(some)), some);
  EXPECT_EQ(parse_permissions(""), std::set<Permission>{});
  EXPECT_FALSE(parse_permissions("view_all fly"));
  EXPECT_FALSE(core::parse_token_kind("golden"));
}

// A published chain must still verify in later versions.
TEST(AuditChain, its_hash_is_fixed) {
  core::AuditEntry entry;
  entry.sequence = 1;
  entry.at = at(0);
  entry.actor = "system";
  entry.action = "company.create";
  entry.details = "{}";
  EXPECT_EQ(audit_hash(entry), "93a7d2d84fa44d506310772a5d43285cf47ee858bcff4c919c8ff6e1714ae94a");
}

TEST(AuditChain, fields_do_not_run_into_each_other) {
  core::AuditEntry one;
  one.actor = "ab";
  one.action = "c";
  core::AuditEntry two;
  two.actor = "a";
  two.action = "bc";
  EXPECT_NE(audit_hash(one), audit_hash(two));
}

}  // namespace attendsense::store::testing
