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
    : connection_(file, access, busy_timeout),
      companies_(make_companies(connection_)),
      employees_(make_employees(connection_)),
      templates_(make_templates(connection_, key)),
      stations_(make_stations(connection_, key)),
      sightings_(make_sightings(connection_)),
      punches_(make_punches(connection_)),
      outbox_(make_outbox(connection_)),
      audit_(make_audit(connection_)),
      tokens_(make_tokens(connection_)),
      settings_(make_settings(connection_)) {}

Result<void> Session::run(const char* begin, const core::Store::Work& work) {
  if (Result<void> begun = guarded([&] { connection_.begin(begin); }); !begun) return begun;
  Rollback rollback(connection_);
  if (Result<void> done = work(*this); !done) return done;
  if (Result<void> committed = guarded([&] { connection_.commit(); }); !committed) return committed;
  rollback.dismiss();
  return {};
}

}  // namespace attendsense::store::sqlite
