#include "second_factor_json.hpp"

namespace attendsense::api {

namespace json = boost::json;

json::object to_json(const service::Challenge& challenge) {
  return {{"challenge", challenge.token.reveal()},
          {"expires_in", challenge.expires_in.count()},
          {"owed", challenge.enrol ? "enrolment" : "code"}};
}

json::object to_json(const service::NewSecondFactor& factor) {
  return {{"key", factor.key.reveal()}, {"uri", factor.uri.reveal()}};
}

json::array to_json(const service::RecoveryCodes& codes) {
  json::array list;
  for (const Secret& code : codes) list.push_back(json::string(code.reveal()));
  return list;
}

}  // namespace attendsense::api
