#pragma once

#include <vector>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// All of a company; they are few. Needs manage_company.
namespace attendsense::service::list_webhooks {

struct Input {
  Principal actor = {};
};

struct Output {
  std::vector<core::Webhook> items;  // by id
};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::list_webhooks
