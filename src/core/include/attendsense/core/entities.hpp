#pragma once

// The nouns of attendance. Plain data: what they mean is here, how they are stored is not.

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/clock.hpp"
#include "attendsense/base/secret.hpp"
#include "attendsense/core/ids.hpp"

namespace attendsense::core {

// Who must show a code besides the password when they sign in; everybody may.
enum class SecondFactorFor {
  none,
  administrators,  // whose role allows more than to view one's own attendance
  all,
};
std::string_view to_string(SecondFactorFor whom);
std::optional<SecondFactorFor> parse_second_factor_for(std::string_view text);

// What a company decides for itself.
struct Policy {
  float match_threshold = 0.52F;               // cosine from which a face is taken for the best person
  float match_margin = 0.05F;                  // how far the second person must be behind; within it: unclear
  std::chrono::seconds too_soon{120};          // a punch this close to another of the same person is not booked
  std::chrono::hours too_old{24 * 7};          // a capture older than this is kept as a sighting only
  std::chrono::seconds future_tolerance{120};  // how far ahead of the server a capture may claim to be
  std::chrono::hours work_day_gap{14};         // an entrance this long ago no longer belongs to today's work day
  bool keep_crops = false;                     // whether pictures of faces that wait for a decision are kept, sealed
  std::chrono::days crop_days{30};             // how long at most
  std::chrono::days sighting_days{365};        // how long a sighting stays that booked nothing; 0: without end
  std::string language = "en";                 // of greetings
  std::string greeting_in;   // how one who comes is greeted, see greeting(); empty: as the language does
  std::string greeting_out;  // and one who leaves
  std::chrono::days correction_deadline{62};  // how far back one may ask for a correction; 0: without end
  bool second_approver = false;               // whether a correction needs two people to approve it
  bool self_approval = false;                 // whether one may approve what concerns oneself
  SecondFactorFor second_factor_for = SecondFactorFor::none;
};

struct Company {
  CompanyId id;
  std::string name;
  Policy policy;
  Instant created_at;
};

struct Site {
  SiteId id;
  CompanyId company;
  std::string name;
  std::string time_zone;  // IANA name
};

enum class Permission {
  view_own,          // own attendance
  view_all,          // everybody's attendance
  manage_employees,  // create, change, deactivate, erase, photos
  manage_stations,   // create, revoke
  manage_company,    // policy, sites, roles
  manage_schedules,  // schedules, assignments, holidays, kinds of leave
  approve_requests,  // corrections, leave and overtime of others
  close_periods,     // close and open again what payroll was told
};
std::string_view to_string(Permission permission);
std::optional<Permission> parse_permission(std::string_view text);

struct Role {
  RoleId id;
  CompanyId company;
  std::string name;
  std::set<Permission> permissions;

  [[nodiscard]] bool allows(Permission permission) const { return permissions.contains(permission); }
};

enum class Honorific { none, mr, ms, mx, dr, prof };
std::string_view to_string(Honorific honorific);  // "none", "mr", ...
std::optional<Honorific> parse_honorific(std::string_view text);

enum class EmployeeState { active, inactive };
std::string_view to_string(EmployeeState state);
std::optional<EmployeeState> parse_employee_state(std::string_view text);

struct Employee {
  EmployeeId id;
  CompanyId company;
  SiteId site;  // whose zone their days are shown in
  RoleId role;
  std::string email;  // lower case, unique in the company
  std::string given_name;
  std::string family_name;
  Honorific honorific = Honorific::none;
  EmployeeState state = EmployeeState::active;
  std::optional<Instant> biometric_consent_at;  // without it there are no templates
  Instant created_at;
  std::string personnel_number;     // as payroll knows them; empty: none; unique in the company
  std::optional<Instant> hired_at;  // nothing is expected before; none: always was there
  std::optional<Instant> left_at;   // nor from then on
};

// "Ada Lovelace"
[[nodiscard]] std::string full_name(const Employee& employee);

// A serialised embedding in the clear, on its way to or from the sealed column.
struct TemplateVector : NonLoggable {
  Bytes bytes;
};

struct Template {
  TemplateId id;
  EmployeeId employee;
  std::string model;  // whose space the vector lives in
  float quality = 0;  // 0..1
  TemplateVector vector;
  Instant created_at;
};

enum class StationState { active, revoked };
std::string_view to_string(StationState state);
std::optional<StationState> parse_station_state(std::string_view text);

struct Station {
  StationId id;
  CompanyId company;
  SiteId site;
  std::string name;
  StationState state = StationState::active;
  Secret key;  // Fernet key, base64url: seals its captures and signs its events; sealed in the store
  std::optional<Instant> last_seen;
  std::optional<std::chrono::microseconds> clock_offset;  // station minus server
  Instant created_at;
};

enum class Direction { in, out };
std::string_view to_string(Direction direction);
std::optional<Direction> parse_direction(std::string_view text);

enum class CameraDirection { in, out, both };  // both: one camera for coming and going, punches alternate
std::string_view to_string(CameraDirection direction);
std::optional<CameraDirection> parse_camera_direction(std::string_view text);

struct Camera {
  CameraId id;
  StationId station;
  std::string name;  // unique at its station: "gate"
  CameraDirection direction = CameraDirection::both;
};

// What became of one face.
enum class Outcome { booked, too_soon, unknown, spoof, unclear, too_old };
std::string_view to_string(Outcome outcome);
std::optional<Outcome> parse_outcome(std::string_view text);

// Why. Every outcome has one.
enum class Reason {
  recognised,             // booked: one capture was enough
  recognised_by_passage,  // booked: the captures of the passage together
  punched_recently,       // too soon
  no_template_near,       // unknown: the best person is below the threshold
  gallery_empty,          // unknown: nobody is enrolled
  not_live,               // spoof
  liveness_doubtful,      // unclear
  no_surroundings,        // unclear: too tight a crop to judge liveness
  two_people_alike,       // unclear: the second person is within the margin
  poor_quality,           // unclear: too small, dark, blurred or turned away
  captured_long_ago,      // too old
  captured_in_future,     // too old: the station's clock is ahead; nothing can be booked at such a time
  employee_inactive,      // unknown: recognised, but no longer active
  no_face,                // unknown: the capture holds no face; face index 0
};
std::string_view to_string(Reason reason);
std::optional<Reason> parse_reason(std::string_view text);

enum class Liveness { live, spoof, unclear };
std::string_view to_string(Liveness liveness);
std::optional<Liveness> parse_liveness(std::string_view text);

// What was seen: one row a face of a capture, whatever became of it.
struct Sighting {
  SightingId id;
  CompanyId company;
  CaptureId capture;
  int face_index = 0;  // 0: the face that the station tracked, else the largest; (capture, face_index) is unique
  PassageId passage;
  StationId station;
  CameraId camera;
  Instant captured_at;
  Instant processed_at;
  Outcome outcome = Outcome::unknown;
  Reason reason = Reason::no_template_near;
  std::optional<EmployeeId> best;  // nearest person, whether recognised or not
  float best_similarity = 0;       // cosine
  float second_similarity = 0;     // of the nearest other person
  Liveness liveness = Liveness::unclear;
  float liveness_score = 0;
  float quality = 0;
  float face_width = 0;  // pixels
};

enum class SightingVerdict {
  assigned,   // it was this person: a correction was entered
  dismissed,  // nobody needs to know
};
std::string_view to_string(SightingVerdict verdict);
std::optional<SightingVerdict> parse_sighting_verdict(std::string_view text);

// Final: what it entered can be undone, the word about the sighting cannot.
struct SightingDecision {
  SightingId sighting;
  CompanyId company;
  SightingVerdict verdict = SightingVerdict::dismissed;
  std::optional<EmployeeId> employee = {};      // of assigned; none once they are erased
  std::optional<CorrectionId> correction = {};  // the same
  std::string note = {};                        // empty once they are
  std::string by = {};                          // "employee:<id>"
  Instant at = {};
};

// Whether somebody should look at such a sighting: a face, and nobody was booked for it or might have been.
[[nodiscard]] bool needs_review(Outcome outcome, Reason reason);

enum class PunchSource { camera, manual, imported };
std::string_view to_string(PunchSource source);
std::optional<PunchSource> parse_punch_source(std::string_view text);

// An entrance or a leave. Never changed, never deleted while its employee exists.
struct Punch {
  PunchId id;
  CompanyId company;
  EmployeeId employee;
  SiteId site;
  Direction direction = Direction::in;
  bool alternating = false;  // a camera for both ways saw it: its direction follows from the order of punches
  Instant at;
  PunchSource source = PunchSource::camera;
  std::optional<SightingId> sighting;
  Instant booked_at;
};

// Who did what, in a chain: each entry's hash covers the one before it.
struct AuditEntry {
  std::int64_t sequence = 0;
  CompanyId company;
  Instant at;
  std::string actor;    // "employee:<id>", "station:<id>", "system"
  std::string action;   // "employee.create"
  std::string subject;  // id of what was acted on
  std::string details;  // JSON, without biometric or secret content
  std::string previous_hash;
  std::string hash;  // SHA-256, hexadecimal
};

// Something that happened and that others are told of, at least once.
struct Event {
  std::int64_t sequence = 0;  // order of commit; given by the store
  EventId id;                 // for de-duplication
  CompanyId company;
  SiteId site;
  StationId station;  // nil: of no station
  std::string type;   // "punch", "sighting", "correction", "leave", "alert"
  std::string body;   // JSON of contracts/events/
  Instant at;
};

enum class TokenKind {
  access,
  refresh,
  station,
  challenge,  // of somebody whose password was right and who still owes the second factor
};
std::string_view to_string(TokenKind kind);
std::optional<TokenKind> parse_token_kind(std::string_view text);

struct Token {
  TokenId id;
  TokenKind kind = TokenKind::access;
  CompanyId company;
  std::optional<EmployeeId> employee;
  std::optional<StationId> station;
  TokenId family;    // tokens of one sign-in; a reused refresh token revokes the family
  std::string hash;  // SHA-256 of the token, hexadecimal
  std::optional<Instant> expires_at;
  std::optional<Instant> revoked_at;
  Instant created_at;
};

// One sign-in of a person. Its tokens carry its id as their family.
struct AccountSession {
  TokenId id;
  CompanyId company;
  EmployeeId employee;
  std::string client;   // the program, in words: "Firefox on Linux"; empty: not known
  std::string address;  // where it was last used from; empty: on the server itself, or not known
  Instant begun_at;
  Instant last_used_at;  // when its tokens were last renewed
  Instant expires_at;    // unless it is renewed
};

}  // namespace attendsense::core
