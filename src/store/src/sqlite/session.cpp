#include "sqlite/session.hpp"

#include "failed.hpp"

namespace attendsense::store::sqlite {
namespace {

// Rolls back unless told that the transaction has been committed.
class Rollback {
 public:
  explicit Rollback(Connection& connection) : connection_(connection) {}

  ~Rollback() {
    if (!dismissed_) connection_.rollback();
  }

  Rollback(const Rollback&) = delete;
  Rollback& operator=(const Rollback&) = delete;

  void dismiss() { dismissed_ = true; }

 private:
  Connection& connection_;
  bool dismissed_ = false;
};

}  // namespace

Session::Session(const std::filesystem::path& file, Connection::Access access, std::chrono::milliseconds busy_timeout,
                 const crypto::SealingKey& key)
    : connection_(file, access, busy_timeout), tables_(connection_, key) {}

Result<void> Session::run(const char* begin, const core::Store::Work& work) {
  if (Result<void> begun = guarded([&] { connection_.begin(begin); }); !begun) return begun;
  Rollback rollback(connection_);
  if (Result<void> done = work(tables_); !done) return done;
  if (Result<void> committed = guarded([&] { connection_.commit(); }); !committed) return committed;
  rollback.dismiss();
  return {};
}

}  // namespace attendsense::store::sqlite
