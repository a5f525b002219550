#include "periods/open_requests.hpp"

namespace attendsense::service {
namespace {

using core::RequestState;

constexpr std::size_t kMostNamed = 50;

class Search {
 public:
  Search(core::Transaction& transaction, core::CompanyId company, const core::DateRange& dates,
         std::optional<core::SiteId> site, const Sites& sites)
      : transaction_(transaction), company_(company), dates_(dates), site_(site), sites_(sites) {}

  Result<std::vector<FieldError>> run() {
    for (const RequestState state : {RequestState::requested, RequestState::half_approved}) {
      if (Result<void> done = add_corrections(state); !done) return fail(std::move(done));
    }
    if (Result<void> done = add_leaves(); !done) return fail(std::move(done));
    return std::move(found_);
  }

 private:
  Result<void> add_corrections(RequestState state) {
    const auto corrections = all_corrections(transaction_, company_, {.state = state});
    if (!corrections) return fail(corrections.error());
    for (const core::Correction& correction : *corrections) {
      const Result<core::Employee> employee = employee_of(transaction_, company_, correction.employee);
      if (!employee) return fail(employee.error());
      for (const std::optional<Instant>& moment : {correction.punch_at, correction.at}) {
        if (!moment) continue;
        const LocalDate date = sites_.zone(employee->site).date_of(*moment);
        if (!concerns(*employee) || date < dates_.from || date > dates_.to) continue;
        add("correction " + correction.id.to_string(),
            "of " + to_string(date) + " is " + std::string(core::to_string(correction.state)));
        break;
      }
    }
    return {};
  }

  Result<void> add_leaves() {
    const core::LeaveFilter filter{.employee = {}, .state = RequestState::requested, .dates = dates_};
    const auto leaves = all_leaves(transaction_, company_, filter);
    if (!leaves) return fail(leaves.error());
    for (const core::Leave& leave : *leaves) {
      const Result<core::Employee> employee = employee_of(transaction_, company_, leave.employee);
      if (!employee) return fail(employee.error());
      if (concerns(*employee)) add("leave " + leave.id.to_string(), "from " + to_string(leave.from) + " is requested");
    }
    return {};
  }

  [[nodiscard]] bool concerns(const core::Employee& employee) const { return !site_ || employee.site == *site_; }

  void add(std::string what, std::string state) {
    if (found_.size() < kMostNamed) found_.push_back({std::move(what), std::move(state)});
  }

  core::Transaction& transaction_;
  core::CompanyId company_;
  core::DateRange dates_;
  std::optional<core::SiteId> site_;
  const Sites& sites_;
  std::vector<FieldError> found_;
};

}  // namespace

Result<void> require_no_requests(core::Transaction& transaction, core::CompanyId company, const core::DateRange& dates,
                                 std::optional<core::SiteId> site, const Sites& sites) {
  auto found = Search(transaction, company, dates, site, sites).run();
  if (!found) return fail(std::move(found));
  if (found->empty()) return {};
  Error error{Failure::conflict, "period_has_requests", "Requests of these dates wait to be decided",
              "Decide on them first, or close with force: then they can only be refused"};
  error.fields = std::move(*found);
  return fail(std::move(error));
}

}  // namespace attendsense::service
