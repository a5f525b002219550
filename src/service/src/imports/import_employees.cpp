#include "attendsense/service/imports/import_employees.hpp"

#include <array>
#include <ranges>

#include "change_employee.hpp"
#include "imports/row_import.hpp"
#include "lookup.hpp"
#include "new_employee.hpp"

namespace attendsense::service::import_employees {
namespace {

enum Column { email, given_name, family_name, honorific, role, site, personnel_number, state, hired_at, left_at };

std::vector<formats::CsvColumn> columns() {
  using enum formats::ColumnNeed;
  return {{"email"},
          {"given_name"},
          {"family_name"},
          {"honorific", optional},
          {"role", optional},
          {"site", optional},
          {"personnel_number", optional},
          {"state", optional},
          {"hired_at", optional},
          {"left_at", optional}};
}

constexpr std::string_view kNothing = "-";           // takes away what is there
constexpr std::string_view kRoleOfNew = "employee";  // where the file says nothing

// A row as it was understood; none: leaves what is there.
struct Wanted {
  std::string email;
  std::string given_name;
  std::string family_name;
  std::optional<core::Honorific> honorific;
  std::optional<std::string> role;
  std::optional<core::SiteId> site;
  std::optional<std::string> personnel_number;
  std::optional<core::EmployeeState> state;
  std::optional<std::optional<Instant>> hired_at;
  std::optional<std::optional<Instant>> left_at;
};

class EmployeeRows final : public RowImport {
 public:
  EmployeeRows(Principal actor, Instant now) : actor_(std::move(actor)), now_(now) {}

  Result<void> begin(core::Transaction& transaction) override {
    auto listed = transaction.companies().sites(actor_.company);
    if (!listed) return fail(std::move(listed));
    if (listed->empty()) {
      return fail(Failure::not_found, "company_unknown", "There is no company with a site to import people for",
                  "Register the company first");
    }
    sites_ = std::move(*listed);
    auto zones = Sites::of(transaction, actor_.company);
    if (!zones) return fail(std::move(zones));
    zones_ = std::move(*zones);
    return {};
  }

  Result<PlannedRow> plan(core::Transaction& transaction, const ImportRecord& record, RowErrors& errors) override {
    auto person = who(transaction, record, errors);
    if (!person) return fail(std::move(person));
    const Wanted wanted = understand(record, *person, errors);
    PlannedRow row;
    if (!errors.empty()) return row;
    row = *person ? change(transaction, **person, wanted, errors) : add(transaction, wanted, errors);
    if (failed_) return fail(std::move(*failed_));
    row.told.line = record.line;
    row.told.subject = wanted.email;
    row.identities.push_back("email " + wanted.email);
    if (wanted.personnel_number && !wanted.personnel_number->empty()) {
      row.identities.push_back("personnel_number " + *wanted.personnel_number);
    }
    return row;
  }

 private:
  // Whom the row is about; nobody: somebody new.
  Result<std::optional<core::Employee>> who(core::Transaction& transaction, const ImportRecord& record,
                                            RowErrors& errors) const {
    auto by_email = with_email(transaction, normalised_email(record.values[email]));
    if (!by_email) return by_email;
    const std::string& number = record.values[personnel_number];
    if (number.empty() || number == kNothing) return by_email;
    auto by_number = transaction.employees().find_by_personnel_number(actor_.company, number);
    if (!by_number) return by_number;
    if (!*by_number && *by_email && !(*by_email)->personnel_number.empty()) {
      errors.add("email", "It belongs to somebody with the personnel number " + (*by_email)->personnel_number);
    }
    if (*by_number && *by_email && (*by_number)->id != (*by_email)->id) {
      errors.add("email", "It belongs to somebody else than the personnel number does");
    }
    return *by_number ? by_number : by_email;
  }

  Result<std::optional<core::Employee>> with_email(core::Transaction& transaction, const std::string& address) const {
    auto found = transaction.employees().find_by_email(address);
    if (!found) return fail(std::move(found));
    for (core::Employee& employee : *found)
      if (employee.company == actor_.company) return std::optional(std::move(employee));
    return std::optional<core::Employee>();
  }

  Wanted understand(const ImportRecord& record, const std::optional<core::Employee>& person, RowErrors& errors) const {
    const auto cell = [&](Column column) -> const std::string& { return record.values[column]; };
    Wanted wanted;
    wanted.email = normalised_email(cell(email));
    wanted.given_name = cell(given_name);
    wanted.family_name = cell(family_name);
    // What a cell says, or a complaint when it says nothing that is known.
    const auto choice = [&](Column column, const char* name, auto understand_it, const char* complaint) {
      auto found = cell(column).empty() ? std::nullopt : understand_it(cell(column));
      if (!found && !cell(column).empty()) errors.add(name, complaint);
      return found;
    };
    wanted.honorific = choice(
        honorific, "honorific",
        [](const std::string& text) {
          return text == kNothing ? std::optional(core::Honorific::none) : core::parse_honorific(text);
        },
        "It must be mr, ms, mx, dr, prof or none");
    wanted.state = choice(state, "state", core::parse_employee_state, "It must be active or inactive");
    if (!cell(role).empty()) wanted.role = cell(role);
    wanted.site = choice(
        site, "site", [&](const std::string& text) { return site_named(text); }, "It is none of the company's sites");
    if (!person && !wanted.site && sites_.size() > 1)
      errors.add("site", "It is needed for somebody new, since the company has several");
    if (cell(personnel_number) == kNothing)
      wanted.personnel_number = "";
    else if (!cell(personnel_number).empty())
      wanted.personnel_number = cell(personnel_number);
    const core::SiteId where = wanted.site.value_or(person ? person->site : sites_.front().id);
    wanted.hired_at = employment(cell(hired_at), "hired_at", where, 0, errors);
    wanted.left_at = employment(cell(left_at), "left_at", where, 1, errors);
    return wanted;
  }

  // A time, or a date as the begin of that day or of one after it.
  std::optional<std::optional<Instant>> employment(const std::string& cell, const char* column, core::SiteId where,
                                                   int days, RowErrors& errors) const {
    if (cell.empty()) return std::nullopt;
    if (cell == kNothing) return std::optional<Instant>();
    if (const auto date = parse_date(cell)) return zones_->zone(where).begin_of(add_days(*date, days));
    if (const auto time = parse_rfc3339(cell)) return *time;
    errors.add(column, "It must be a date such as 2026-03-29, or - for none");
    return std::nullopt;
  }

  std::optional<core::SiteId> site_named(const std::string& text) const {
    for (const core::Site& one : sites_)
      if (one.name == text || one.id.to_string() == text) return one.id;
    return std::nullopt;
  }

  PlannedRow change(core::Transaction& transaction, const core::Employee& before, const Wanted& wanted,
                    RowErrors& errors) {
    const update_employee::Input input = difference(transaction, before, wanted);
    PlannedRow row;
    Result<void> checked = update_employee::check(input);
    if (!checked) return keep(errors.take(checked.error())), row;
    const auto after = changed_employee(transaction, input, now_);
    if (!after) return keep(errors.take(after.error())), row;
    row.told.changes = changes(transaction, before, *after);
    if (row.told.changes.empty()) return row;
    row.told.action = ImportAction::update;
    row.carry_out = [input, now = now_](core::Transaction& writing) -> Result<void> {
      auto changed = change_employee(writing, input, now);
      return changed ? Result<void>() : fail(std::move(changed));
    };
    return row;
  }

  // Only what is different, so that the audit names only that.
  update_employee::Input difference(core::Transaction& transaction, const core::Employee& before,
                                    const Wanted& wanted) {
    update_employee::Input input;
    input.actor = actor_;
    input.employee = before.id;
    if (wanted.email != before.email) input.email = wanted.email;
    if (wanted.given_name != before.given_name) input.given_name = wanted.given_name;
    if (wanted.family_name != before.family_name) input.family_name = wanted.family_name;
    if (wanted.honorific && *wanted.honorific != before.honorific) input.honorific = wanted.honorific;
    if (wanted.state && *wanted.state != before.state) input.state = wanted.state;
    if (wanted.site && *wanted.site != before.site) input.site = wanted.site;
    const std::string role_now = in_words(transaction, before)[role];
    if (wanted.role && *wanted.role != role_now && *wanted.role != before.role.to_string()) input.role = wanted.role;
    if (wanted.personnel_number && *wanted.personnel_number != before.personnel_number)
      input.personnel_number = wanted.personnel_number;
    if (wanted.hired_at && *wanted.hired_at != before.hired_at) input.hired_at = wanted.hired_at;
    if (wanted.left_at && *wanted.left_at != before.left_at) input.left_at = wanted.left_at;
    return input;
  }

  PlannedRow add(core::Transaction& transaction, const Wanted& wanted, RowErrors& errors) {
    const NewPerson person{.email = wanted.email,
                           .given_name = wanted.given_name,
                           .family_name = wanted.family_name,
                           .honorific = wanted.honorific.value_or(core::Honorific::none),
                           .personnel_number = wanted.personnel_number.value_or(""),
                           .hired_at = wanted.hired_at.value_or(std::nullopt),
                           .left_at = wanted.left_at.value_or(std::nullopt)};
    PlannedRow row;
    InputCheck check;
    check_person(check, person, 0, nullptr, "", "");
    if (auto checked = check.result(); !checked) return keep(errors.take(checked.error())), row;
    const auto given = chosen_role(transaction, actor_.company, wanted.role.value_or(std::string(kRoleOfNew)));
    if (!given) return keep(errors.take(given.error())), row;
    if (auto allowed = require_not_above(actor_, *given); !allowed) {
      errors.add("role", allowed.error().message);
      return row;
    }
    core::Employee employee = make_employee(person, now_);
    employee.company = actor_.company;
    employee.site = wanted.site.value_or(sites_.front().id);
    employee.role = given->id;
    employee.state = wanted.state.value_or(core::EmployeeState::active);
    row.told.action = ImportAction::create;
    row.told.changes = changes(transaction, std::nullopt, employee);
    row.carry_out = [employee, actor = actor_, now = now_](core::Transaction& writing) -> Result<void> {
      auto added = add_employee(writing, actor, employee, std::nullopt, {}, AlikeFace::refuse, now);
      return added ? Result<void>() : fail(std::move(added));
    };
    return row;
  }

  std::vector<FieldChange> changes(core::Transaction& transaction, const std::optional<core::Employee>& before,
                                   const core::Employee& after) {
    const auto old = before ? in_words(transaction, *before) : Words{};
    const auto now = in_words(transaction, after);
    const auto names = columns();
    std::vector<FieldChange> list;
    for (std::size_t i = 0; i < now.size(); ++i)
      if (old[i] != now[i]) list.push_back({names[i].name, old[i], now[i]});
    return list;
  }

  using Words = std::array<std::string, left_at + 1>;  // by Column

  Words in_words(core::Transaction& transaction, const core::Employee& employee) {
    Words words;
    words[email] = employee.email;
    words[given_name] = employee.given_name;
    words[family_name] = employee.family_name;
    words[honorific] = employee.honorific == core::Honorific::none ? "" : core::to_string(employee.honorific);
    if (auto of = role_by_id(transaction, employee.role))
      words[role] = of->name;
    else
      keep(fail(of.error()));
    words[site] = zones_->site(employee.site).name;
    words[personnel_number] = employee.personnel_number;
    words[state] = core::to_string(employee.state);
    if (employee.hired_at) words[hired_at] = to_rfc3339(*employee.hired_at);
    if (employee.left_at) words[left_at] = to_rfc3339(*employee.left_at);
    return words;
  }

  // An error that is not about the row ends the import.
  void keep(Result<void> result) {
    if (!result && !failed_) failed_ = std::move(result.error());
  }

  const Principal actor_;
  const Instant now_;
  std::vector<core::Site> sites_;
  std::optional<Sites> zones_;
  std::optional<Error> failed_;
};

}  // namespace

Result<Output> run(core::Store& store, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_employees); !allowed) {
    return fail(std::move(allowed));
  }
  const auto hash = hash_of(input.file);
  if (!hash) return fail(hash.error());
  EmployeeRows rows(input.actor, now);
  auto report = run_import(store, input.actor, csv_records(input.file, columns()), rows, "employees.import", *hash,
                           input.preview, now);
  if (!report) return report;
  return refused_or(std::move(*report));
}

}  // namespace attendsense::service::import_employees
