#pragma once

// Every endpoint of the contract. One source file each, named like its function: read the input, run the use case,
// write the output. Errors are the use case's own and those of reading the input.

#include <span>

#include "call.hpp"

namespace attendsense::api::endpoints {

[[nodiscard]] Result<http::Response> read_setup(Call& call);
[[nodiscard]] Result<http::Response> register_company(Call& call);
[[nodiscard]] Result<http::Response> sign_in(Call& call);
[[nodiscard]] Result<http::Response> refresh_session(Call& call);
[[nodiscard]] Result<http::Response> sign_out(Call& call);
[[nodiscard]] Result<http::Response> change_password(Call& call);

[[nodiscard]] Result<http::Response> read_company(Call& call);
[[nodiscard]] Result<http::Response> read_policy(Call& call);
[[nodiscard]] Result<http::Response> update_policy(Call& call);

[[nodiscard]] Result<http::Response> list_employees(Call& call);
[[nodiscard]] Result<http::Response> create_employee(Call& call);
[[nodiscard]] Result<http::Response> read_employee(Call& call);
[[nodiscard]] Result<http::Response> update_employee(Call& call);
[[nodiscard]] Result<http::Response> erase_employee(Call& call);
[[nodiscard]] Result<http::Response> list_photos(Call& call);
[[nodiscard]] Result<http::Response> enrol_photo(Call& call);
[[nodiscard]] Result<http::Response> remove_photo(Call& call);

[[nodiscard]] Result<http::Response> list_stations(Call& call);
[[nodiscard]] Result<http::Response> create_station(Call& call);
[[nodiscard]] Result<http::Response> read_station(Call& call);
[[nodiscard]] Result<http::Response> revoke_station(Call& call);
[[nodiscard]] Result<http::Response> read_own_station(Call& call);
[[nodiscard]] Result<http::Response> report_station(Call& call);
[[nodiscard]] Result<http::Response> send_capture(Call& call);

[[nodiscard]] Result<http::Response> stream_events(Call& call);  // of stations and of people
[[nodiscard]] Result<http::Response> stream_station_events(Call& call);
[[nodiscard]] Result<http::Response> list_punches(Call& call);
[[nodiscard]] Result<http::Response> read_day(Call& call);
[[nodiscard]] Result<http::Response> read_employee_attendance(Call& call);
[[nodiscard]] Result<http::Response> read_hours(Call& call);
[[nodiscard]] Result<http::Response> read_presence(Call& call);

[[nodiscard]] Result<http::Response> read_audit(Call& call);
[[nodiscard]] Result<http::Response> verify_audit(Call& call);
[[nodiscard]] Result<http::Response> export_audit(Call& call);

[[nodiscard]] Result<http::Response> read_health(Call& call);
[[nodiscard]] Result<http::Response> read_readiness(Call& call);
[[nodiscard]] Result<http::Response> read_version(Call& call);
[[nodiscard]] Result<http::Response> read_metrics(Call& call);

// The table of all of them.
[[nodiscard]] std::span<const Route> routes();

}  // namespace attendsense::api::endpoints
