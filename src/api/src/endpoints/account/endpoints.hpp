#pragma once

// Endpoints of one's own account and of the web app's sessions; see endpoints/endpoints.hpp.

#include <span>

#include "call.hpp"

namespace attendsense::api::endpoints {

[[nodiscard]] Result<http::Response> begin_web_session(Call& call);
[[nodiscard]] Result<http::Response> renew_web_session(Call& call);
[[nodiscard]] Result<http::Response> end_web_session(Call& call);

[[nodiscard]] Result<http::Response> list_sessions(Call& call);
[[nodiscard]] Result<http::Response> end_session(Call& call);
[[nodiscard]] Result<http::Response> end_other_sessions(Call& call);

[[nodiscard]] Result<http::Response> read_password_rules(Call& call);
[[nodiscard]] Result<http::Response> judge_password(Call& call);

// The second step of a sign-in, for tokens and for cookies.
[[nodiscard]] Result<http::Response> answer_challenge(Call& call);
[[nodiscard]] Result<http::Response> answer_web_challenge(Call& call);
[[nodiscard]] Result<http::Response> begin_demanded_second_factor(Call& call);

[[nodiscard]] Result<http::Response> read_second_factor(Call& call);
[[nodiscard]] Result<http::Response> begin_second_factor(Call& call);
[[nodiscard]] Result<http::Response> confirm_second_factor(Call& call);
[[nodiscard]] Result<http::Response> disable_second_factor(Call& call);
[[nodiscard]] Result<http::Response> reset_second_factor(Call& call);

[[nodiscard]] Result<http::Response> withdraw_consent(Call& call);

[[nodiscard]] std::span<const Route> account_routes();

}  // namespace attendsense::api::endpoints
