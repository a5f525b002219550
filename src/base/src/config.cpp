#include "attendsense/base/config.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <set>
#include <stdexcept>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace attendsense::config {

namespace {

constexpr std::string_view kEnvironmentPrefix = "ATTENDSENSE_";
// Read by other parts of the product, not keys of a configuration.
const std::set<std::string, std::less<>> kForeignVariables = {"ATTENDSENSE_MODELS", "ATTENDSENSE_DATA",
                                                              "ATTENDSENSE_CONFIG"};

std::string type_name(const Value& value) {
  switch (value.index()) {
    case 0:
      return "true or false";
    case 1:
      return "integer";
    case 2:
      return "number";
    default:
      return "text";
  }
}

std::string show(const Value& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
  return std::get<std::string>(value);
}

std::string variable_of(const Key& key) {
  std::string name(kEnvironmentPrefix);
  for (const char c : key.name) {
    name.push_back(c == '.' || c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  }
  return name;
}

template <class Number>
std::optional<Value> parse_number(const std::string& text) {
  Number number{};
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return Value{number};
}

std::optional<Value> parse_as(const Value& like, const std::string& text) {
  switch (like.index()) {
    case 0:
      if (text == "true" || text == "1" || text == "yes" || text == "on") return Value{true};
      if (text == "false" || text == "0" || text == "no" || text == "off") return Value{false};
      return std::nullopt;
    case 1:
      return parse_number<std::int64_t>(text);
    case 2:
      return parse_number<double>(text);
    default:
      return Value{text};
  }
}

std::optional<Value> from_toml(const Value& like, const toml::node& node) {
  if (like.index() == 0 && node.is_boolean()) return Value{node.as_boolean()->get()};
  if (like.index() == 1 && node.is_integer()) return Value{node.as_integer()->get()};
  if (like.index() == 2 && node.is_floating_point()) return Value{node.as_floating_point()->get()};
  if (like.index() == 2 && node.is_integer()) return Value{static_cast<double>(node.as_integer()->get())};
  if (like.index() == 3 && node.is_string()) return Value{node.as_string()->get()};
  return std::nullopt;
}

// What is wrong with a value of the right type; empty if nothing is.
std::string complaint(const Key& key, const Value& value) {
  std::optional<double> number;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) number = static_cast<double>(*integer);
  if (const auto* real = std::get_if<double>(&value)) number = *real;
  if (number && key.least && *number < *key.least) return fmt::format("must be at least {}", *key.least);
  if (number && key.most && *number > *key.most) return fmt::format("must be at most {}", *key.most);
  const auto* text = std::get_if<std::string>(&value);
  if (text != nullptr && !key.one_of.empty() && std::ranges::find(key.one_of, *text) == key.one_of.end()) {
    return fmt::format("must be one of {}", fmt::join(key.one_of, ", "));
  }
  return {};
}

class Loader {
 public:
  explicit Loader(const std::vector<Key>& keys) : keys_(keys) {
    for (const Key& key : keys) values_[key.name] = key.fallback;
  }

  void read_file(const std::filesystem::path& path) {
    const toml::parse_result parsed = toml::parse_file(path.string());
    if (!parsed) {
      const auto& where = parsed.error().source().begin;
      errors_.push_back(fmt::format("{}:{}: {}", path.string(), where.line, parsed.error().description()));
      return;
    }
    walk(parsed.table(), "", path.string());
  }

  void read_environment(const std::map<std::string, std::string>& environment) {
    for (const auto& [name, text] : environment) {
      if (!name.starts_with(kEnvironmentPrefix) || kForeignVariables.contains(name)) continue;
      const auto key = std::ranges::find_if(keys_, [&](const Key& k) { return variable_of(k) == name; });
      if (key == keys_.end()) {
        errors_.push_back(fmt::format("environment: {} is not a setting", name));
      } else {
        set_text(*key, text, "environment: " + name);
      }
    }
  }

  void read_overrides(const std::map<std::string, std::string>& overrides) {
    for (const auto& [name, text] : overrides) {
      if (const Key* key = find(name)) {
        set_text(*key, text, "command line: " + name);
      } else {
        errors_.push_back(fmt::format("command line: '{}' is not a setting", name));
      }
    }
  }

  Result<std::map<std::string, Value, std::less<>>> finish() {
    if (errors_.empty()) return std::move(values_);
    return fail(Failure::invalid_input, "config_invalid",
                fmt::format("The configuration is wrong: {}", fmt::join(errors_, "; ")),
                "`attendsense config` lists every setting, its type and its bounds");
  }

 private:
  const Key* find(std::string_view name) const {
    const auto found = std::ranges::find(keys_, name, &Key::name);
    return found == keys_.end() ? nullptr : &*found;
  }

  void walk(const toml::table& table, const std::string& prefix, const std::string& file) {
    for (const auto& [name, node] : table) {
      const std::string path = prefix + std::string(name.str());
      if (const toml::table* inner = node.as_table()) {
        walk(*inner, path + ".", file);
        continue;
      }
      const std::string where = fmt::format("{}:{}: {}", file, node.source().begin.line, path);
      const Key* key = find(path);
      if (key == nullptr) {
        errors_.push_back(where + " is not a setting");
        continue;
      }
      if (const std::optional<Value> value = from_toml(key->fallback, node)) {
        set(*key, *value, where);
      } else {
        errors_.push_back(where + " must be " + type_name(key->fallback));
      }
    }
  }

  void set_text(const Key& key, const std::string& text, const std::string& where) {
    if (const std::optional<Value> value = parse_as(key.fallback, text)) {
      set(key, *value, where);
    } else {
      errors_.push_back(where + " must be " + type_name(key.fallback));
    }
  }

  void set(const Key& key, Value value, const std::string& where) {
    const std::string wrong = complaint(key, value);
    if (!wrong.empty()) {
      errors_.push_back(where + " " + wrong);
      return;
    }
    values_[key.name] = std::move(value);
  }

  const std::vector<Key>& keys_;
  std::map<std::string, Value, std::less<>> values_;
  std::vector<std::string> errors_;
};

template <class T>
const T& get_as(const std::map<std::string, Value, std::less<>>& values, std::string_view key) {
  const auto found = values.find(key);
  const T* value = found == values.end() ? nullptr : std::get_if<T>(&found->second);
  if (value == nullptr) throw std::logic_error("no setting of this type: " + std::string(key));
  return *value;
}

}  // namespace

Table::Table(std::vector<Key> keys) : keys_(std::move(keys)) {}

Result<Config> Table::load(const std::optional<std::filesystem::path>& file,
                           const std::map<std::string, std::string>& environment,
                           const std::map<std::string, std::string>& overrides) const {
  Loader loader(keys_);
  if (file) loader.read_file(*file);
  loader.read_environment(environment);
  loader.read_overrides(overrides);
  auto values = loader.finish();
  if (!values) return fail(std::move(values));
  Config config;
  config.values_ = std::move(*values);
  return config;
}

std::string Table::manual() const {
  std::string text = "| setting | type | default | takes effect | what it is |\n| --- | --- | --- | --- | --- |\n";
  for (const Key& key : keys_) {
    std::string type = type_name(key.fallback);
    if (!key.one_of.empty()) type = fmt::format("{}", fmt::join(key.one_of, ", "));
    if (key.least || key.most) {
      type += fmt::format(", {} to {}", key.least ? fmt::format("{}", *key.least) : "any",
                          key.most ? fmt::format("{}", *key.most) : "any");
    }
    const std::string fallback = show(key.fallback);
    text += fmt::format("| `{}` | {} | {} | {} | {} |\n", key.name, type, fallback.empty() ? "–" : "`" + fallback + "`",
                        key.takes == Takes::live ? "at once" : "on restart", key.description);
  }
  return text;
}

bool Config::flag(std::string_view key) const {
  return get_as<bool>(values_, key);
}

std::int64_t Config::integer(std::string_view key) const {
  return get_as<std::int64_t>(values_, key);
}

double Config::number(std::string_view key) const {
  return get_as<double>(values_, key);
}

const std::string& Config::text(std::string_view key) const {
  return get_as<std::string>(values_, key);
}

std::map<std::string, std::string> process_environment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || !text.starts_with(kEnvironmentPrefix)) continue;
    variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

}  // namespace attendsense::config
