#include "reports_json.hpp"

#include "views_json.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;
using namespace service::reports;

struct ToJson {
  json::value operator()(std::monostate) const { return nullptr; }

  json::value operator()(const std::string& text) const { return json::value(text); }

  json::value operator()(const Words& words) const { return json::array(words.begin(), words.end()); }

  json::value operator()(std::int64_t number) const { return number; }

  json::value operator()(LocalDate date) const { return json::value(to_string(date)); }

  json::value operator()(const Moment& moment) const { return json::value(to_rfc3339(moment.at)); }

  json::value operator()(std::chrono::seconds duration) const { return duration.count(); }

  json::value operator()(HalfDays days) const { return static_cast<double>(days.halves) / 2; }

  json::value operator()(bool yes) const { return yes; }
};

json::object row_to_json(const std::vector<Column>& columns, const Row& row) {
  json::object object(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) object.emplace(columns[i].name, std::visit(ToJson{}, row[i]));
  return object;
}

json::object totals_to_json(const std::vector<Column>& columns, const Row& totals) {
  json::object object;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].summed) object.emplace(columns[i].name, std::visit(ToJson{}, totals[i]));
  return object;
}

}  // namespace

json::object to_json(const Query& query, const service::read_report::Output& page) {
  const std::vector<Column>& columns = columns_of(query.report);
  json::array items;
  items.reserve(page.rows.size());
  for (const Row& row : page.rows) items.push_back(row_to_json(columns, row));
  return {{"report", to_string(query.report)},
          {"from", to_string(query.from)},
          {"to", to_string(query.to)},
          {"items", std::move(items)},
          {"page_totals", totals_to_json(columns, page.totals)},
          {"next", to_json(page.next)}};
}

}  // namespace attendsense::api
