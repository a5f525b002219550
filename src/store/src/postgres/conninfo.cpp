#include "postgres/conninfo.hpp"

#include <fmt/format.h>

#include "failed.hpp"

namespace attendsense::store::postgres {
namespace {

using namespace std::chrono_literals;

// The server ends a statement first, which says why; a connection is given up only when not even that answer comes.
constexpr auto kReplyMargin = 1s;
// A process that stopped in the middle of a transaction holds its locks no longer than this.
constexpr auto kIdleInTransaction = 30s;

bool is_this_machine(std::string_view host) {
  return host.starts_with('/') || host == "localhost" || host == "127.0.0.1" || host == "::1";
}

void expect_protected(const PostgresOptions& options) {
  if (!options.ca_file.empty() || is_this_machine(options.host)) return;
  throw_failed(Failure::invalid_input, "postgres_tls_missing",
               fmt::format("No certificate authority is named to verify the PostgreSQL server {}", options.host),
               "Name the file of the authority that signed the server's certificate");
}

std::string millis(std::chrono::milliseconds duration) {
  return fmt::format("{}ms", duration.count());
}

}  // namespace

Conninfo conninfo_of(const PostgresOptions& options) {
  expect_protected(options);
  Conninfo made;
  made.user = options.user;
  made.password = options.password;
  made.where = fmt::format("{} at {}:{}", options.database, options.host, options.port);
  made.connect_timeout = options.connect_timeout;
  made.reply_timeout = options.statement_timeout + kReplyMargin;
  made.keywords = {{"host", options.host},
                   {"port", std::to_string(options.port)},
                   {"dbname", options.database},
                   {"user", options.user},
                   {"application_name", "attendsense"},
                   {"client_encoding", "UTF8"},
                   {"target_session_attrs", "read-write"},  // not a standby
                   {"gssencmode", "disable"},
                   {"keepalives_idle", "5"},
                   {"keepalives_interval", "2"},
                   {"keepalives_count", "3"},
                   {"tcp_user_timeout", std::to_string(made.reply_timeout.count())}};
  if (options.ca_file.empty()) {
    made.keywords.emplace_back("sslmode", "prefer");
  } else {
    made.keywords.emplace_back("sslmode", "verify-full");
    made.keywords.emplace_back("sslrootcert", options.ca_file.string());
  }
  made.keywords.emplace_back("options", "");
  set_option(made, "search_path", "attendsense");
  set_option(made, "statement_timeout", millis(options.statement_timeout));
  set_option(made, "lock_timeout", millis(options.statement_timeout));
  set_option(made, "idle_in_transaction_session_timeout", millis(kIdleInTransaction));
  return made;
}

void set_option(Conninfo& conninfo, std::string_view name, std::string_view value) {
  conninfo.keywords.back().second += fmt::format(" -c {}={}", name, value);
}

}  // namespace attendsense::store::postgres
