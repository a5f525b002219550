#include "attendsense/service/sign_out.hpp"

#include "attendsense/service/authenticate.hpp"
#include "attendsense/service/refresh_session.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

TEST(SignOut, ends_every_token_of_the_session) {
  Office office;
  expect_value(sign_out::run(office.ports(), {office.boss}, office.now()));
  EXPECT_EQ(code_of(authenticate::run(office.ports(), {office.first_session.access_token}, office.now())),
            "token_invalid");
  EXPECT_FALSE(refresh_session::run(office.ports(), {office.first_session.refresh_token}, office.now()).has_value());
}

TEST(SignOut, needs_a_session) {
  Office office;
  EXPECT_EQ(code_of(sign_out::run(office.ports(), {Principal::system(office.company)}, office.now())),
            "session_needed");
}

}  // namespace
}  // namespace attendsense::service::testing
