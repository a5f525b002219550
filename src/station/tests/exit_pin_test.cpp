#include "attendsense/station/exit_pin.hpp"

#include <gtest/gtest.h>

#include "attendsense/base/files.hpp"

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;
using Verdict = ExitPin::Verdict;

class ExitPinTest : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "exit-pin";
  std::chrono::steady_clock::time_point now_ = std::chrono::steady_clock::now();
};

TEST_F(ExitPinTest, knows_the_right_number_and_keeps_it_as_a_hash_that_only_its_owner_reads) {
  ASSERT_TRUE(ExitPin::set(file_, Secret("4711")));
  EXPECT_EQ(std::filesystem::status(file_).permissions(), std::filesystem::perms{0600});
  const Bytes content = *read_file(file_);
  EXPECT_EQ(std::string(content.begin(), content.end()).find("4711"), std::string::npos);
  Result<ExitPin> pin = ExitPin::load(file_);
  ASSERT_TRUE(pin) << pin.error().text();
  EXPECT_EQ(pin->check(Secret("4712"), now_), Verdict::wrong);
  EXPECT_EQ(pin->check(Secret(""), now_), Verdict::wrong);
  EXPECT_EQ(pin->check(Secret("4711"), now_), Verdict::right);
}

TEST_F(ExitPinTest, five_wrong_ones_close_it_for_a_while_to_the_right_one_too) {
  ASSERT_TRUE(ExitPin::set(file_, Secret("4711")));
  Result<ExitPin> pin = ExitPin::load(file_);
  ASSERT_TRUE(pin);
  for (int i = 0; i < ExitPin::kTries; ++i) EXPECT_EQ(pin->check(Secret("0815"), now_), Verdict::wrong);
  EXPECT_EQ(pin->check(Secret("4711"), now_ + 29s), Verdict::wait);
  EXPECT_EQ(pin->check(Secret("4711"), now_ + ExitPin::kPause), Verdict::right);
}

TEST_F(ExitPinTest, numbers_that_anybody_guesses_or_that_are_none_are_refused) {
  for (const char* unfit : {"", "123", "1111", "12a4", "1234567890123", " 4711"}) {
    const Result<void> set = ExitPin::set(file_, Secret(unfit));
    ASSERT_FALSE(set) << unfit;
    EXPECT_EQ(set.error().code, "pin_unfit");
  }
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(ExitPinTest, a_file_that_is_missing_exposed_or_something_else_is_said_to_be) {
  EXPECT_EQ(ExitPin::load(file_).error().code, "pin_missing");
  ASSERT_TRUE(ExitPin::set(file_, Secret("4711")));
  std::filesystem::permissions(file_, std::filesystem::perms{0644});
  EXPECT_EQ(ExitPin::load(file_).error().code, "pin_exposed");
  ASSERT_TRUE(write_file_atomically(file_, as_bytes(std::string("4711"))));
  EXPECT_EQ(ExitPin::load(file_).error().code, "pin_damaged");
}

}  // namespace
}  // namespace attendsense::station
