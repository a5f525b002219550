#include "attendsense/service/imports/import_attendance.hpp"

#include <boost/json.hpp>

#include "attendsense/base/sha256.hpp"
#include "imports/punch_rows.hpp"

namespace attendsense::service::import_attendance {
namespace {

namespace json = boost::json;

// The document as records of punches, in its order; what is odd becomes a record with an error, by its path.
class Flattening {
 public:
  std::vector<ImportRecord> run(const json::value& document, const std::string& email) {
    const json::object* root = object_at(document, "");
    if (root == nullptr) return std::move(records_);
    if (!email.empty()) {
      years(*root, "", email);
      return std::move(records_);
    }
    for (const auto& [who, of_person] : *root) {
      const std::string path = "/" + std::string(who);
      if (who.find('@') == json::string_view::npos) {
        complain(path, "It is no e-mail; say whose attendance it is, or name each by their e-mail");
      } else if (const json::object* person = object_at(of_person, path)) {
        years(*person, path, std::string(who));
      }
    }
    return std::move(records_);
  }

 private:
  void years(const json::object& object, const std::string& path, const std::string& email) {
    each(object, path, 4, "a year such as 2024",
         [&](const std::string& year, const json::object& months, const std::string& at) {
           each(months, at, 2, "a month from 01 to 12",
                [&](const std::string& month, const json::object& days, const std::string& in_month) {
                  each(days, in_month, 2, "a day from 01 to 31",
                       [&](const std::string& day, const json::object& kinds, const std::string& in_day) {
                         of_day(year + "-" + month + "-" + day, kinds, in_day, email);
                       });
                });
         });
  }

  // Members whose names are numbers of so many digits; fewer are filled up with zeros.
  template <class Visit>
  void each(const json::object& object, const std::string& path, std::size_t digits, const std::string& what,
            const Visit& visit) {
    for (const auto& [name, value] : object) {
      const std::string here = path + "/" + std::string(name);
      const bool number =
          !name.empty() && name.size() <= digits && name.find_first_not_of("0123456789") == json::string_view::npos;
      if (!number || (digits == 4 && name.size() != 4)) {
        complain(here, "It is not " + what);
      } else if (const json::object* inner = object_at(value, here)) {
        visit(std::string(digits - name.size(), '0') + std::string(name), *inner, here);
      }
    }
  }

  void of_day(const std::string& date, const json::object& kinds, const std::string& path, const std::string& email) {
    if (!parse_date(date)) return complain(path, "There is no date " + date);
    for (const auto& [kind, times] : kinds) {
      const std::string here = path + "/" + std::string(kind);
      const bool entrance = kind == "entrance";
      if (!entrance && kind != "leave") {
        complain(here, "It is neither entrance nor leave");
        continue;
      }
      if (!times.is_array()) {
        complain(here, "It is no list of times");
        continue;
      }
      for (std::size_t i = 0; i < times.as_array().size(); ++i)
        of_time(date, entrance ? "in" : "out", times.as_array()[i], here + "/" + std::to_string(i), email);
    }
  }

  void of_time(const std::string& date, const char* direction, const json::value& value, const std::string& path,
               const std::string& email) {
    const auto clock = value.is_string() ? clock_of(value.as_string()) : std::nullopt;
    if (!clock) return complain(path, "It is no time such as \"08-30\"");
    records_.push_back({0, path, {}, {"", email, date + " " + *clock, direction, "", ""}});
  }

  // "08-30" or "8-5" as "08:30", "08:05".
  static std::optional<std::string> clock_of(std::string_view text) {
    const std::size_t dash = text.find_first_of("-:");
    if (dash == std::string_view::npos) return std::nullopt;
    const auto two = [](std::string_view part, int most) -> std::optional<std::string> {
      if (part.empty() || part.size() > 2 || part.find_first_not_of("0123456789") != std::string_view::npos) return {};
      std::string digits = std::string(2 - part.size(), '0') + std::string(part);
      if (std::stoi(digits) > most) return {};
      return digits;
    };
    const auto hour = two(text.substr(0, dash), 23);
    const auto minute = two(text.substr(dash + 1), 59);
    if (!hour || !minute) return std::nullopt;
    return *hour + ":" + *minute;
  }

  const json::object* object_at(const json::value& value, const std::string& path) {
    if (value.is_object()) return &value.as_object();
    complain(path.empty() ? "/" : path, "It is no object");
    return nullptr;
  }

  void complain(const std::string& path, const std::string& message) {
    records_.push_back({0, path, {{0, path, message}}, {}});
  }

  std::vector<ImportRecord> records_;
};

Result<std::vector<ImportRecord>> records_of(const std::string& text, const std::string& email) {
  boost::system::error_code malformed;
  const json::value document = json::parse(text, malformed);
  if (malformed) {
    return fail(Failure::invalid_input, "attendance_malformed", "The file is no JSON: " + malformed.message(),
                "Export the attendance again");
  }
  return Flattening().run(document, email);
}

}  // namespace

Result<Output> run(core::Store& store, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::approve_requests); !allowed) {
    return fail(std::move(allowed));
  }
  std::string email;
  if (input.employee) {
    const auto employee = core::read_from(store, [&](core::Transaction& transaction) {
      return employee_of(transaction, input.actor.company, *input.employee);
    });
    if (!employee) return fail(employee.error());
    email = employee->email;
  }
  const auto records = records_of(input.json, email);
  if (!records) return fail(records.error());
  const OpenRecords open = [&]() -> Result<Records> {
    return [&, next = std::size_t{0}]() mutable -> Result<std::optional<ImportRecord>> {
      if (next == records->size()) return std::optional<ImportRecord>();
      return (*records)[next++];
    };
  };
  PunchRows rows(input.actor, now, PunchRows::Twice::first);
  auto report = run_import(store, input.actor, open, rows, "punches.import", to_hex(sha256(as_bytes(input.json))),
                           input.preview, now);
  if (!report) return report;
  return refused_or(std::move(*report));
}

}  // namespace attendsense::service::import_attendance
