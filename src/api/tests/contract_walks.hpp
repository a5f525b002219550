#pragma once

#include <string>

#include "attendsense/base/clock.hpp"
#include "testing/http_client.hpp"

// Parts of the life of an office over HTTP, for whole_contract_test.cpp: each operation at least once, each answer held
// against the contract.
namespace attendsense::api::testing {

// Sessions by token and by cookie, and the password of the one who may do everything.
void look_after_an_account(const HttpClient& boss, const std::string& email, const std::string& password);
// A second factor of the administrator's, by token and by cookie; disabled again. The clock goes on with the codes.
void sign_in_with_codes(const HttpClient& boss, const std::string& password, ManualClock& clock);
// The company demands one of everybody: somebody new sets theirs up, loses it, and leaves.
void set_up_what_is_demanded(const HttpClient& boss, const ManualClock& clock);
// Sites and roles. `boss` may do everything.
void run_sites_and_roles(const HttpClient& boss);
// Schedules, assignments, holidays, leave and overtime, most of it about an employee.
void plan_the_work(const HttpClient& boss, const std::string& employee_id);
// People, schedules and past attendance from files.
void import_from_files(const HttpClient& boss, const std::string& employee_id);
// Every report of the week from Monday 2026-03-02.
void read_the_reports(const HttpClient& boss);
// An entrance that a reader missed on 2026-02-27, of somebody without a schedule; undone again.
void correct_after_an_outage(const HttpClient& boss, const std::string& employee_id);
// The week before 2026-03-02, opened again.
void close_a_period(const HttpClient& boss, const std::string& employee_id);

// Webhooks and what they are told.
void run_webhooks(const HttpClient& boss);

}  // namespace attendsense::api::testing
