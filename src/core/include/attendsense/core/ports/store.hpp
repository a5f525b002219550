#pragma once

// What the product needs of a database. Implemented by `store`; the contract tests there say what each promises.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "attendsense/core/decision.hpp"
#include "attendsense/core/entities.hpp"
#include "attendsense/core/ports/planning.hpp"
#include "attendsense/core/ports/replies.hpp"
#include "attendsense/core/ports/reviews.hpp"
#include "attendsense/core/ports/second_factors.hpp"
#include "attendsense/core/ports/station_reports.hpp"
#include "attendsense/core/ports/webhooks.hpp"

namespace attendsense::core {

// A page of a list: at most `limit` rows after the row that `after` names (its id; empty: from the start).
struct Page {
  std::string after;
  int limit = 100;
};

class Companies {
 public:
  virtual ~Companies() = default;
  [[nodiscard]] virtual Result<void> add(const Company& company) = 0;
  [[nodiscard]] virtual Result<std::optional<Company>> find(CompanyId id) = 0;
  [[nodiscard]] virtual Result<std::vector<Company>> all() = 0;
  [[nodiscard]] virtual Result<void> set_policy(CompanyId id, const Policy& policy) = 0;
  [[nodiscard]] virtual Result<void> set_name(CompanyId id, const std::string& name) = 0;
  [[nodiscard]] virtual Result<void> add_site(const Site& site) = 0;
  // Its name and zone.
  [[nodiscard]] virtual Result<void> update_site(const Site& site) = 0;
  [[nodiscard]] virtual Result<std::optional<Site>> find_site(SiteId id) = 0;
  [[nodiscard]] virtual Result<std::vector<Site>> sites(CompanyId id) = 0;
  [[nodiscard]] virtual Result<void> add_role(const Role& role) = 0;
  // Its name and permissions.
  [[nodiscard]] virtual Result<void> update_role(const Role& role) = 0;
  [[nodiscard]] virtual Result<std::optional<Role>> find_role(RoleId id) = 0;
  [[nodiscard]] virtual Result<std::vector<Role>> roles(CompanyId id) = 0;
};

struct EmployeeFilter {
  std::optional<EmployeeState> state = {};
  std::string search = {};  // part of a name or e-mail, without regard to case; empty: all
  std::optional<SiteId> site = {};
  std::optional<RoleId> role = {};
};

class Employees {
 public:
  virtual ~Employees() = default;
  // conflict "email_taken" or "personnel_number_taken" within the company; of update() too.
  [[nodiscard]] virtual Result<void> add(const Employee& employee) = 0;
  [[nodiscard]] virtual Result<void> update(const Employee& employee) = 0;
  [[nodiscard]] virtual Result<std::optional<Employee>> find(EmployeeId id) = 0;
  [[nodiscard]] virtual Result<std::vector<Employee>> find_by_email(const std::string& email) = 0;
  // Exactly as written; nobody for an empty number.
  [[nodiscard]] virtual Result<std::optional<Employee>> find_by_personnel_number(CompanyId company,
                                                                                 const std::string& number) = 0;
  // By id, ascending.
  [[nodiscard]] virtual Result<std::vector<Employee>> list(CompanyId company, const EmployeeFilter& filter,
                                                           const Page& page) = 0;
  // Erases the person: templates, password, tokens, punches, corrections, leave, overtime grants, assignments, and the
  // figures of their period sheets; sightings lose the link to them. The audit and the sheets' hashes keep the id.
  [[nodiscard]] virtual Result<void> erase(EmployeeId id) = 0;
  // Argon2id in its encoded form.
  [[nodiscard]] virtual Result<void> set_password_hash(EmployeeId id, const std::string& encoded) = 0;
  [[nodiscard]] virtual Result<std::optional<std::string>> password_hash(EmployeeId id) = 0;
};

// One step of the gallery's history. Versions ascend without regard to gaps.
struct TemplateChange {
  std::int64_t version = 0;
  TemplateId id;
  EmployeeId employee;
  bool removed = false;
};

class Templates {
 public:
  virtual ~Templates() = default;
  [[nodiscard]] virtual Result<void> add(const Template& added) = 0;
  [[nodiscard]] virtual Result<bool> remove(TemplateId id) = 0;
  [[nodiscard]] virtual Result<std::optional<Template>> find(TemplateId id) = 0;
  // Without their vectors.
  [[nodiscard]] virtual Result<std::vector<Template>> of_employee(EmployeeId employee) = 0;
  // Every template of a model, opened, in no particular order; stops at the first error of `visit`. A template that
  // does not open is corrupt "template_sealed_otherwise".
  [[nodiscard]] virtual Result<void> for_each(const std::string& model,
                                              const std::function<Result<void>(const Template&)>& visit) = 0;
  // The version that for_each() in the same transaction sees.
  [[nodiscard]] virtual Result<std::int64_t> version() = 0;
  [[nodiscard]] virtual Result<std::vector<TemplateChange>> changes_after(std::int64_t version, int limit) = 0;
};

class Stations {
 public:
  virtual ~Stations() = default;
  [[nodiscard]] virtual Result<void> add(const Station& station) = 0;
  [[nodiscard]] virtual Result<void> update(const Station& station) = 0;
  [[nodiscard]] virtual Result<std::optional<Station>> find(StationId id) = 0;
  [[nodiscard]] virtual Result<std::vector<Station>> list(CompanyId company) = 0;
  [[nodiscard]] virtual Result<void> add_camera(const Camera& camera) = 0;
  [[nodiscard]] virtual Result<std::optional<Camera>> find_camera(CameraId id) = 0;
  [[nodiscard]] virtual Result<std::vector<Camera>> cameras(StationId station) = 0;
};

enum class ReviewFilter {
  all,
  // Faces that are unknown, unclear, refused as fakes, or came too late to be booked, unless the station recognised the
  // same face of the same passage, or somebody decided on it.
  open,
  decided,
};

struct SightingFilter {
  std::optional<Outcome> outcome = {};
  std::optional<StationId> station = {};
  std::optional<Instant> from = {};  // inclusive
  std::optional<Instant> to = {};    // exclusive
  ReviewFilter review = ReviewFilter::all;
};

class Sightings {
 public:
  virtual ~Sightings() = default;
  // conflict "sighting_known" when (capture, face_index) is there.
  [[nodiscard]] virtual Result<void> add(const Sighting& sighting) = 0;
  [[nodiscard]] virtual Result<bool> has_capture(CaptureId capture) = 0;
  [[nodiscard]] virtual Result<std::optional<Sighting>> find(SightingId id) = 0;
  [[nodiscard]] virtual Result<std::vector<Sighting>> of_passage(PassageId passage) = 0;
  // Newest first.
  [[nodiscard]] virtual Result<std::vector<Sighting>> list(CompanyId company, const SightingFilter& filter,
                                                           const Page& page) = 0;
  // Forgets the oldest that were captured before then and booked nothing, with what was decided on them and their
  // pictures: at most so many. How many.
  [[nodiscard]] virtual Result<std::int64_t> prune(CompanyId company, Instant captured_before, int most) = 0;
};

struct PunchFilter {
  std::optional<EmployeeId> employee;
  std::optional<Instant> from;  // inclusive
  std::optional<Instant> to;    // exclusive
};

// Append-only: there is no way to change a punch.
class Punches {
 public:
  virtual ~Punches() = default;
  [[nodiscard]] virtual Result<void> add(const Punch& punch) = 0;
  // Whether it is new; false, and nothing changed, when there is a punch of this id: for what may be repeated.
  [[nodiscard]] virtual Result<bool> add_new(const Punch& punch) = 0;
  [[nodiscard]] virtual Result<std::optional<Punch>> find(PunchId id) = 0;
  [[nodiscard]] virtual Result<PunchNeighbours> neighbours(EmployeeId employee, Instant at) = 0;
  // By time, then id, ascending.
  [[nodiscard]] virtual Result<std::vector<Punch>> list(CompanyId company, const PunchFilter& filter,
                                                        const Page& page) = 0;
  // The punches of these people in [from, to) by employee, at, id: without `source`, `sighting` and `booked_at`.
  [[nodiscard]] virtual Result<std::vector<Punch>> of(CompanyId company, std::span<const EmployeeId> employees,
                                                      Instant from, Instant to) = 0;
};

class Outbox {
 public:
  virtual ~Outbox() = default;
  // Gives the sequence.
  [[nodiscard]] virtual Result<std::int64_t> add(const Event& event) = 0;
  [[nodiscard]] virtual Result<std::vector<Event>> after(std::int64_t sequence, int limit) = 0;
  [[nodiscard]] virtual Result<std::int64_t> last_sequence() = 0;
  // Forgets what is older. Returns how many.
  [[nodiscard]] virtual Result<std::int64_t> prune(Instant before) = 0;
};

// Which entries of the audit; all that is given must hold.
struct AuditFilter {
  std::string action = {};  // this one; with a full stop at the end: all that begin so ("employee.")
  std::string actor = {};
  std::string subject = {};
  std::optional<Instant> from = {};
  std::optional<Instant> to = {};  // exclusive
  bool newest_first = false;
};

class Audit {
 public:
  virtual ~Audit() = default;
  // Fills in sequence and hashes.
  [[nodiscard]] virtual Result<AuditEntry> append(AuditEntry entry) = 0;
  // In the order of the chain, or backwards; a page comes after a sequence.
  [[nodiscard]] virtual Result<std::vector<AuditEntry>> list(CompanyId company, const AuditFilter& filter,
                                                             const Page& page) = 0;
  // The last entry about an action on a subject.
  [[nodiscard]] virtual Result<std::optional<AuditEntry>> last(CompanyId company, const std::string& action,
                                                               const std::string& subject) = 0;
  // Recomputes the chain. corrupt "audit_chain_broken" names the first entry that does not fit.
  [[nodiscard]] virtual Result<std::int64_t> verify(CompanyId company) = 0;
};

class Tokens {
 public:
  virtual ~Tokens() = default;
  [[nodiscard]] virtual Result<void> add(const Token& token) = 0;
  [[nodiscard]] virtual Result<std::optional<Token>> find_by_hash(const std::string& hash) = 0;
  [[nodiscard]] virtual Result<void> revoke(TokenId id, Instant at) = 0;
  [[nodiscard]] virtual Result<void> revoke_family(TokenId family, Instant at) = 0;
  [[nodiscard]] virtual Result<void> revoke_of_employee(EmployeeId employee, Instant at) = 0;
  [[nodiscard]] virtual Result<void> revoke_of_station(StationId station, Instant at) = 0;
  [[nodiscard]] virtual Result<void> add_session(const AccountSession& session) = 0;
  // Its last use; nothing happens to one that is not there.
  [[nodiscard]] virtual Result<void> use_session(TokenId id, const std::string& address, Instant at,
                                                 Instant expires_at) = 0;
  // Those that could still be renewed at `now`, the one used last first.
  [[nodiscard]] virtual Result<std::vector<AccountSession>> sessions_of(EmployeeId employee, Instant now) = 0;
  // Tokens, and the sessions that expired with them. Returns how many tokens.
  [[nodiscard]] virtual Result<std::int64_t> prune(Instant expired_before) = 0;
};

// Small values of the installation itself, such as the hash of the set-up code.
class Settings {
 public:
  virtual ~Settings() = default;
  [[nodiscard]] virtual Result<std::optional<std::string>> get(const std::string& key) = 0;
  [[nodiscard]] virtual Result<void> set(const std::string& key, const std::string& value) = 0;
  [[nodiscard]] virtual Result<void> remove(const std::string& key) = 0;
};

// One transaction: what is read is of one moment, what is written is there as a whole or not at all.
class Transaction {
 public:
  virtual ~Transaction() = default;
  virtual Companies& companies() = 0;
  virtual Employees& employees() = 0;
  virtual Templates& templates() = 0;
  virtual Stations& stations() = 0;
  virtual Sightings& sightings() = 0;
  virtual Reviews& reviews() = 0;
  virtual StationReports& station_reports() = 0;
  virtual Punches& punches() = 0;
  virtual Schedules& schedules() = 0;
  virtual Holidays& holidays() = 0;
  virtual Leaves& leaves() = 0;
  virtual Corrections& corrections() = 0;
  virtual Periods& periods() = 0;
  virtual Outbox& outbox() = 0;
  virtual Audit& audit() = 0;
  virtual Tokens& tokens() = 0;
  virtual Settings& settings() = 0;
  virtual Replies& replies() = 0;
  virtual Webhooks& webhooks() = 0;
  virtual Incidents& incidents() = 0;
  virtual SecondFactors& second_factors() = 0;
};

// Ends with its destruction; once that returns, the handler is not running and will not run. Not to be destroyed by the
// handler itself.
class Watch {
 public:
  virtual ~Watch() = default;
};

// A role that one process holds at a time, until destruction or until the store loses the connection that carries it.
class Leadership {
 public:
  virtual ~Leadership() = default;
  // Asks the store, with a short deadline. Once false, always false: somebody else may lead by now.
  [[nodiscard]] virtual bool held() = 0;
};

class Store {
 public:
  using Work = std::function<Result<void>(Transaction&)>;
  virtual ~Store() = default;
  // Runs `work` in a transaction and commits when it succeeds, else rolls back and returns its error. Safe from any
  // thread. Errors of its own: unavailable "store_busy" or "store_away" (nothing was written: retry), in_doubt
  // "commit_in_doubt", corrupt "store_corrupt". `work` may be run again after a conflict between writers, so it must
  // not act on anything but the transaction and its own locals, and it hands on what fails, reading included: after a
  // failed change an engine may refuse to commit the rest.
  [[nodiscard]] virtual Result<void> write(const Work& work) = 0;
  // The same, for looking only; several run side by side.
  [[nodiscard]] virtual Result<void> read(const Work& work) = 0;
  // Calls `changed` on a thread of the store's soon after any process committed a change of templates: a hint, which
  // may come twice or for nothing, and comes once after an interruption. An engine that cannot tell never calls. The
  // watch must not outlive the store.
  [[nodiscard]] virtual std::unique_ptr<Watch> watch_templates(std::function<void()> changed) = 0;
  // nullptr while somebody else leads. unavailable "store_away" when that cannot be found out.
  [[nodiscard]] virtual Result<std::unique_ptr<Leadership>> try_lead(const std::string& role) = 0;
};

// `read_from(store, [&](Transaction& t) { return t.employees().find(id); })`: a transaction that yields a value.
template <class Function>
auto read_from(Store& store, Function&& function) -> decltype(function(std::declval<Transaction&>())) {
  using Output = typename decltype(function(std::declval<Transaction&>()))::value_type;
  std::optional<Output> output;
  Result<void> done = store.read([&](Transaction& transaction) -> Result<void> {
    auto result = function(transaction);
    if (!result) return fail(std::move(result));
    output = std::move(*result);
    return {};
  });
  if (!done) return fail(std::move(done));
  return std::move(*output);
}

template <class Function>
auto write_to(Store& store, Function&& function) -> decltype(function(std::declval<Transaction&>())) {
  using Output = typename decltype(function(std::declval<Transaction&>()))::value_type;
  std::optional<Output> output;
  Result<void> done = store.write([&](Transaction& transaction) -> Result<void> {
    auto result = function(transaction);
    if (!result) return fail(std::move(result));
    output = std::move(*result);
    return {};
  });
  if (!done) return fail(std::move(done));
  return std::move(*output);
}

}  // namespace attendsense::core
