// What a client has already is not sent again, and what has changed meanwhile is not changed.

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "testing/served_office.hpp"

namespace attendsense::api {
namespace {

using namespace testing;

constexpr auto kPolicy = "/api/v1/company/policy";

class Conditional : public ServedOffice {
 protected:
  Reply read_again(const std::string& if_none_match) const {
    return boss().get(kPolicy, {{"If-None-Match", if_none_match}});
  }

  std::string tag() const { return boss().get(kPolicy).header("etag"); }
};

TEST_F(Conditional, what_has_not_changed_is_not_sent_again) {
  const Reply first = boss().get(kPolicy);
  EXPECT_EQ(first.header("cache-control"), "private, no-cache");
  const Reply again = read_again(first.header("etag"));
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(again.header("etag"), first.header("etag"));
  EXPECT_EQ(again.header("cache-control"), "private, no-cache");
}

TEST_F(Conditional, what_has_changed_is_sent_with_another_tag) {
  const std::string before = tag();
  EXPECT_EQ(boss().patch(kPolicy, {{"language", "fr"}}).status, 200);
  const Reply after = read_again(before);
  EXPECT_EQ(after.status, 200);
  EXPECT_NE(after.header("etag"), before);
  EXPECT_EQ(after.json().at("language"), "fr");
}

TEST_F(Conditional, one_of_several_tags_is_enough_and_weak_ones_do) {
  EXPECT_EQ(read_again("\"other\", " + tag()).status, 304);
  EXPECT_EQ(read_again("W/" + tag()).status, 304);
  EXPECT_EQ(read_again("*").status, 304);
  EXPECT_EQ(boss().get(kPolicy, {{"If-None-Match", "\"other\""}, {"If-None-Match", tag()}}).status, 304);
  EXPECT_EQ(read_again("\"other\"").status, 200);
  EXPECT_EQ(read_again("nonsense, ,").status, 200);
  EXPECT_EQ(read_again("").status, 200);
}

TEST_F(Conditional, head_is_answered_alike) {
  const Reply head = boss().send("HEAD", kPolicy, "", "");
  EXPECT_EQ(head.header("etag"), tag());
  EXPECT_EQ(boss().send("HEAD", kPolicy, "", "", {{"If-None-Match", tag()}}).status, 304);
}

TEST_F(Conditional, nobody_is_told_that_something_is_unchanged_who_may_not_read_it) {
  EXPECT_EQ(client().get(kPolicy, {{"If-None-Match", "*"}}).status, 401);
  EXPECT_EQ(client().get(kPolicy).header("cache-control"), "no-store");
}

TEST_F(Conditional, a_policy_that_was_changed_meanwhile_is_not_changed) {
  const std::string before = tag();
  const Reply first = boss().patch(kPolicy, {{"language", "fr"}}, {{"If-Match", before}});
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.header("etag"), tag());
  const Reply late = boss().patch(kPolicy, {{"language", "it"}}, {{"If-Match", before}});
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(late.code(), "precondition_failed");
  EXPECT_EQ(boss().get(kPolicy).json().at("language"), "fr");
  EXPECT_EQ(boss().patch(kPolicy, {{"language", "it"}}, {{"If-Match", "W/" + tag()}}).status, 412);
}

TEST_F(Conditional, answers_to_changes_are_not_kept) {
  EXPECT_EQ(boss().patch(kPolicy, {{"language", "fr"}}).header("cache-control"), "no-store");
}

}  // namespace
}  // namespace attendsense::api
