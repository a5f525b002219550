#include <fmt/format.h>

#include "postgres/connection.hpp"
#include "rows.hpp"
#include "sealed.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

// `employee, sealed_key, created_at, confirmed_at`, opened.
template <class Row>
SecondFactor read_factor(Row& row, const crypto::SealingKey& sealing) {
  SecondFactor factor;
  BytesView sealed;
  row.into(factor.employee, sealed, factor.created_at, factor.confirmed_at);
  const Result<Bytes> opened = crypto::open(sealing, sealed, second_factor_seal_context(factor.employee));
  if (!opened) {
    throw_failed(Failure::corrupt, "second_factor_sealed_otherwise",
                 fmt::format("The second factor of employee {} does not open: {}", factor.employee.to_string(),
                             opened.error().message),
                 "Put back the key file or the backup it belongs to, or reset this person's second factor");
  }
  factor.key = Secret(std::string(as_text(*opened)));
  return factor;
}

template <class Connection>
class SecondFactorTable final : public SecondFactors {
 public:
  SecondFactorTable(Connection& connection, const crypto::SealingKey& sealing)
      : connection_(connection), sealing_(sealing) {}

  Result<void> set(const SecondFactor& factor) override {
    return guarded([&] {
      const Bytes sealed =
          crypto::seal(sealing_, as_bytes(factor.key.reveal()), second_factor_seal_context(factor.employee));
      forget(factor.employee);
      connection_.run(
          "INSERT INTO second_factor (employee, sealed_key, created_at, confirmed_at, spent_step)"
          " VALUES ($1, $2, $3, $4, 0)",
          factor.employee, BytesView(sealed), factor.created_at, factor.confirmed_at);
    });
  }

  Result<std::optional<SecondFactor>> find(EmployeeId employee) override {
    return guarded([&] {
      return connection_.first(
          "SELECT employee, sealed_key, created_at, confirmed_at FROM second_factor WHERE employee = $1",
          [&](auto& row) { return read_factor(row, sealing_); }, employee);
    });
  }

  Result<void> confirm(EmployeeId employee, Instant at) override {
    return guarded(
        [&] { connection_.run("UPDATE second_factor SET confirmed_at = $2 WHERE employee = $1", employee, at); });
  }

  Result<bool> spend_step(EmployeeId employee, std::int64_t step) override {
    return guarded([&] {
      return connection_.run("UPDATE second_factor SET spent_step = $2 WHERE employee = $1 AND spent_step < $2",
                             employee, step) > 0;
    });
  }

  Result<bool> remove(EmployeeId employee) override {
    return guarded([&] { return forget(employee); });
  }

  Result<void> set_recovery_codes(EmployeeId employee, std::span<const std::string> hashes) override {
    return guarded([&] {
      connection_.run("DELETE FROM recovery_code WHERE employee = $1", employee);
      for (const std::string& hash : hashes) {
        connection_.run("INSERT INTO recovery_code (employee, hash) VALUES ($1, $2)", employee, hash);
      }
    });
  }

  Result<bool> spend_recovery_code(EmployeeId employee, const std::string& hash) override {
    return guarded([&] {
      return connection_.run("DELETE FROM recovery_code WHERE employee = $1 AND hash = $2", employee, hash) > 0;
    });
  }

  Result<int> recovery_codes_left(EmployeeId employee) override {
    return guarded([&] {
      return static_cast<int>(
          connection_.template value<std::int64_t>("SELECT count(*) FROM recovery_code WHERE employee = $1", employee));
    });
  }

 private:
  // Its recovery codes go with it.
  bool forget(EmployeeId employee) {
    return connection_.run("DELETE FROM second_factor WHERE employee = $1", employee) > 0;
  }

  Connection& connection_;
  const crypto::SealingKey& sealing_;
};

}  // namespace

std::unique_ptr<core::SecondFactors> make_second_factors(sqlite::Connection& connection,
                                                         const crypto::SealingKey& key) {
  return std::make_unique<SecondFactorTable<sqlite::Connection>>(connection, key);
}

std::unique_ptr<core::SecondFactors> make_second_factors(postgres::Connection& connection,
                                                         const crypto::SealingKey& key) {
  return std::make_unique<SecondFactorTable<postgres::Connection>>(connection, key);
}

}  // namespace attendsense::store
