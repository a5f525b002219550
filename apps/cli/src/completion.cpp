#include "attendsense/cli/completion.hpp"

#include <CLI/CLI.hpp>
#include <vector>

namespace attendsense::cli {

namespace {

// What can follow one path of subcommands: "attendsense models".
struct Level {
  std::string path;
  std::vector<std::pair<std::string, std::string>> commands;  // name, description
  std::vector<std::pair<std::string, std::string>> options;   // "--json", description
};

std::string one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\'' || c == '"' || c == '[' || c == ']' || c == ':') c = ' ';
  }
  return text;
}

void collect(const CLI::App& app, const std::string& path, std::vector<Level>& levels) {
  Level level{.path = path, .commands = {}, .options = {}};
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      level.options.emplace_back("--" + name, one_line(option->get_description()));
    }
  }
  const std::vector<const CLI::App*> commands = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* command : commands) {
    level.commands.emplace_back(command->get_name(), one_line(command->get_description()));
  }
  levels.push_back(level);
  for (const CLI::App* command : commands) collect(*command, path + " " + command->get_name(), levels);
}

std::string words_of(const Level& level) {
  std::string words;
  for (const auto& [name, unused] : level.commands) words += name + " ";
  for (const auto& [name, unused] : level.options) words += name + " ";
  return words;
}

std::string identifier(std::string name) {
  for (char& c : name) {
    if (c == '-' || c == ' ') c = '_';
  }
  return name;
}

// Bash: the words typed so far that are subcommands choose the list. Files where nothing of ours fits.
std::string bash_script(const std::string& program, const std::vector<Level>& levels) {
  std::string script = "# bash completion of " + program + "\n_" + identifier(program) +
                       "() {\n  local current=\"${COMP_WORDS[COMP_CWORD]}\" path=" + program +
                       " i\n  for ((i = 1; i < COMP_CWORD; i++)); do\n    case \"$path ${COMP_WORDS[i]}\" in\n";
  for (const Level& level : levels) {
    if (level.path != program) script += "      '" + level.path + "') path='" + level.path + "' ;;\n";
  }
  script += "    esac\n  done\n  case \"$path\" in\n";
  for (const Level& level : levels) {
    script += "    '" + level.path + "') COMPREPLY=($(compgen -W '" + words_of(level) + "' -- \"$current\")) ;;\n";
  }
  return script + "  esac\n}\ncomplete -o default -F _" + identifier(program) + " " + program + "\n";
}

// Zsh runs bash's function.
std::string zsh_script(const std::string& program, const std::vector<Level>& levels) {
  return "#compdef " + program + "\nautoload -U +X bashcompinit && bashcompinit\n" + bash_script(program, levels);
}

std::string fish_script(const std::string& program, const std::vector<Level>& levels) {
  std::string script = "# fish completion of " + program + "\n";
  for (const Level& level : levels) {
    const std::string under = level.path == program ? "" : level.path.substr(program.size() + 1);
    const std::string last = under.substr(under.rfind(' ') == std::string::npos ? 0 : under.rfind(' ') + 1);
    const std::string condition = under.empty() ? "__fish_use_subcommand" : "__fish_seen_subcommand_from " + last;
    for (const auto& [name, description] : level.commands) {
      script += "complete -c " + program + " -f -n '" + condition + "' -a '" + name + "' -d '" + description + "'\n";
    }
    for (const auto& [name, description] : level.options) {
      script +=
          "complete -c " + program + " -n '" + condition + "' -l '" + name.substr(2) + "' -d '" + description + "'\n";
    }
  }
  return script;
}

}  // namespace

Result<std::string> completion_script(const CLI::App& app, std::string_view shell) {
  std::vector<Level> levels;
  collect(app, app.get_name(), levels);
  if (shell == "bash") return bash_script(app.get_name(), levels);
  if (shell == "zsh") return zsh_script(app.get_name(), levels);
  if (shell == "fish") return fish_script(app.get_name(), levels);
  return fail(Failure::invalid_input, "shell_unknown",
              "There is no completion for the shell '" + std::string(shell) + "'", "Use bash, zsh or fish");
}

}  // namespace attendsense::cli
