#include "office.hpp"

#include "attendsense/crypto/fernet.hpp"
#include "attendsense/service/authenticate.hpp"
#include "attendsense/service/setup.hpp"
#include "attendsense/store/sqlite_store.hpp"
#include "attendsense/transport/sqlite_capture_queue.hpp"

namespace attendsense::service::testing {
namespace {

// Tries again at once: tests do not wait for back-off.
transport::QueueOptions eager() {
  transport::QueueOptions options;
  options.backoff_base = std::chrono::milliseconds{0};
  options.poll = std::chrono::milliseconds{20};
  return options;
}

}  // namespace

Instant monday_morning() {
  return std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours{7};
}

bool eventually(const std::function<bool()>& holds) {
  Signal never_rung;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    never_rung.wait({}, std::chrono::milliseconds{5});
  }
  return true;
}

Parts::Parts()
    : store(
          expect_value(store::open_sqlite_store(folder.path() / "attendsense.db", crypto::SealingKey::generate(), {}))),
      queue(expect_value(transport::open_sqlite_capture_queue(folder.path() / "queue.db", eager(), clock))),
      gallery(*store, kScriptedModel, kDimensions),
      ports_{*store, *queue, analyzer, gallery, throttle, events_written, metrics} {
  EXPECT_TRUE(gallery.load().has_value());
}

Office::Office() {
  const Secret code = *expect_value(ensure_setup_code(*store));
  register_company::Input input;
  input.setup_code = code.reveal();
  input.company_name = "Analytical Engines";
  input.site_name = "Head office";
  input.time_zone = "Europe/Berlin";
  input.administrator.email = "charles@example.com";
  input.administrator.given_name = "Charles";
  input.administrator.family_name = "Babbage";
  input.administrator.password = Secret(kAdminPassword);
  input.administrator.consent = true;
  input.administrator.photos = {analyzer.picture({{.direction = person(0)}})};
  register_company::Output registered = expect_value(register_company::run(ports(), input, now()));
  company = registered.company;
  site = registered.site;
  administrator = registered.employee;
  first_session = std::move(registered.session);
  boss = expect_value(authenticate::run(ports(), {first_session.access_token}, now()));
}

core::EmployeeId Office::hire(const std::string& given_name, const std::string& family_name,
                              std::optional<Direction> face, AlikeFace alike) {
  create_employee::Input input;
  input.actor = boss;
  input.email = given_name + "." + family_name + "@example.com";
  input.given_name = given_name;
  input.family_name = family_name;
  input.consent = face.has_value();
  input.alike = alike;
  if (face) input.photos = {analyzer.picture({{.direction = *face}})};
  return expect_value(create_employee::run(ports(), input, now())).employee.employee.id;
}

core::EmployeeId Office::hire_with_password(const std::string& given_name, const std::string& family_name) {
  create_employee::Input input;
  input.actor = boss;
  input.email = given_name + "." + family_name + "@example.com";
  input.given_name = given_name;
  input.family_name = family_name;
  input.password = Secret(kEmployeePassword);
  return expect_value(create_employee::run(ports(), input, now())).employee.employee.id;
}

Principal Office::principal_of(core::EmployeeId employee) {
  const auto found =
      expect_value(core::read_from(*store, [&](core::Transaction& t) { return t.employees().find(employee); }));
  const auto role =
      expect_value(core::read_from(*store, [&](core::Transaction& t) { return t.companies().find_role(found->role); }));
  return {company, employee, std::nullopt, {}, role->permissions};
}

Principal Office::principal_of(const create_station::Output& station) const {
  return {company, std::nullopt, station.station.station.id, {}, {}};
}

create_station::Output Office::open_door(core::CameraDirection direction, const std::string& name) {
  create_station::Input input;
  input.actor = boss;
  input.name = name;
  input.cameras = {{"gate", direction}};
  return expect_value(create_station::run(ports(), input, now()));
}

core::CaptureJob Office::capture(const create_station::Output& door, const Bytes& jpeg) {
  const auto key = expect_value(crypto::FernetKey::parse(door.key));
  core::CaptureJob job;
  job.capture = core::CaptureId::make(now());
  job.company = company;
  job.station = door.station.station.id;
  job.camera = door.station.cameras.front().id;
  job.passage = core::PassageId::make(now());
  job.captured_at = now();
  job.accepted_at = now();
  job.body = to_bytes(crypto::fernet_encrypt(key, jpeg, now()));
  return job;
}

Result<process_capture::Output> Office::process(const core::CaptureJob& job) {
  return process_capture::run(ports(), {job}, now());
}

process_capture::FaceOutcome Office::see(const create_station::Output& door, ScriptedFace face) {
  return expect_value(process(capture(door, {std::move(face)}))).faces.at(0);
}

std::vector<core::Punch> Office::punches() {
  return expect_value(core::read_from(*store, [&](core::Transaction& t) { return t.punches().list(company, {}, {}); }));
}

std::vector<core::Sighting> Office::sightings() {
  return expect_value(
      core::read_from(*store, [&](core::Transaction& t) { return t.sightings().list(company, {}, {}); }));
}

std::vector<core::Event> Office::events() {
  return expect_value(core::read_from(*store, [&](core::Transaction& t) { return t.outbox().after(0, 1000); }));
}

std::vector<std::string> Office::audit_actions() {
  const auto entries = expect_value(
      core::read_from(*store, [&](core::Transaction& t) { return t.audit().list(company, {}, {{}, 500}); }));
  std::vector<std::string> actions;
  for (const core::AuditEntry& entry : entries) actions.push_back(entry.action);
  return actions;
}

}  // namespace attendsense::service::testing
