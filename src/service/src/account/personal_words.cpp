#include "account/personal_words.hpp"

#include "lookup.hpp"

namespace attendsense::service {

Result<std::vector<std::string>> personal_words(core::Transaction& transaction, const Principal& person) {
  const Result<core::Employee> employee = employee_of(transaction, person.company, person.employee.value());
  if (!employee) return fail(employee.error());
  const Result<core::Company> company = company_of(transaction, person.company);
  if (!company) return fail(company.error());
  return std::vector{employee->email, employee->given_name, employee->family_name, company->name};
}

}  // namespace attendsense::service
