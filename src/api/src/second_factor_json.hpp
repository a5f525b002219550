#pragma once

// What the use cases of the second factor answer with, as the contract's schemas.

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "attendsense/service/account/second_factor.hpp"

namespace attendsense::api {

[[nodiscard]] boost::json::object to_json(const service::Challenge& challenge);     // Challenge
[[nodiscard]] boost::json::object to_json(const service::NewSecondFactor& factor);  // NewSecondFactor
[[nodiscard]] boost::json::array to_json(const service::RecoveryCodes& codes);      // RecoveryCodes

}  // namespace attendsense::api
