#pragma once

#include "attendsense/service/account/answer_challenge.hpp"
#include "call.hpp"

namespace attendsense::api {

// {"challenge": …, "code": …} and who sends it.
[[nodiscard]] Result<service::answer_challenge::Input> read_challenge_answer(const Call& call);

}  // namespace attendsense::api
