// Reads the file of --config.
#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "cli/config.h"
#include "cli/toml.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "properties/selection.h"
#include "semantics/vocabulary.h"

namespace sqsproof::cli {
namespace {

using policy::JsonMember;
using policy::JsonValue;
using properties::Expectation;
using Kind = JsonValue::Kind;

constexpr std::array<std::string_view, 3> kEngines = {"z3", "fast", "strings"};

class ConfigReader {
 public:
  explicit ConfigReader(const policy::Source& source) : source_(source) {}

  policy::Result<Config> read(const JsonValue& file) {
    for (const JsonMember& member : file.members) read_member(member);
    check_selection(file);
    if (policy::has_errors(problems_)) return tl::unexpected(std::move(problems_));
    return std::move(config_);
  }

 private:
  struct Row {
    std::string_view name;
    void (ConfigReader::*read)(const JsonMember&);
  };
  static std::span<const Row> rows() {
    static constexpr Row kRows[] = {
        {"trusted_accounts", &ConfigReader::read_accounts},
        {"trusted_orgs", &ConfigReader::read_organizations},
        {"select", &ConfigReader::read_select},
        {"ignore", &ConfigReader::read_ignore},
        {"timeout", &ConfigReader::read_timeout},
        {"engine", &ConfigReader::read_engine},
        {"must_allow", &ConfigReader::read_must_allow},
        {"must_not_allow", &ConfigReader::read_must_not_allow},
    };
    return kRows;
  }

  void problem(std::string message, policy::Place place, std::string help) {
    problems_.push_back({"config/option",
                         policy::Severity::error,
                         std::move(message),
                         source_,
                         place,
                         {},
                         std::move(help)});
  }

  void read_member(const JsonMember& member) {
    std::vector<std::string_view> names;
    for (const Row& row : rows()) {
      if (row.name == member.name) return (this->*row.read)(member);
      names.push_back(row.name);
    }
    const auto near = policy::nearest_word(member.name, names);
    std::string all;
    for (const std::string_view name : names)
      all += fmt::format("{}{}", all.empty() ? "" : ", ", name);
    problem(fmt::format("there is no option `{}`", member.name), member.name_place,
            near ? fmt::format("did you mean `{}`?", *near) : "there are " + all);
  }

  std::vector<const JsonValue*> texts(const JsonMember& member) {
    std::vector<const JsonValue*> found;
    const bool list = member.value.kind == Kind::array;
    for (const JsonValue& item : member.value.items) {
      if (item.kind == Kind::string) found.push_back(&item);
    }
    if (!list || found.size() != member.value.items.size()) {
      problem(fmt::format("`{}` is not a list of strings", member.name), member.value.place,
              fmt::format("write {} = [\"…\"]", member.name));
    }
    return found;
  }

  void read_accounts(const JsonMember& member) {
    for (const JsonValue* text : texts(member)) {
      config_.trusted_accounts.push_back(text->text);
      if (policy::is_account_id(text->text)) continue;
      problem(fmt::format("`{}` is not an account id", text->text), text->place,
              "write its 12 digits in quotes");
    }
  }
  void read_organizations(const JsonMember& member) {
    for (const JsonValue* text : texts(member)) {
      config_.trusted_orgs.push_back(text->text);
      if (text->text.starts_with("o-")) continue;
      problem(fmt::format("`{}` is not the id of an organization", text->text), text->place,
              "write its id, for example `o-a1b2c3d4e5`");
    }
  }
  void read_select(const JsonMember& member) { read_rules(member, config_.select); }
  void read_ignore(const JsonMember& member) { read_rules(member, config_.ignore); }
  void read_rules(const JsonMember& member, std::vector<std::string>& rules) {
    for (const JsonValue* text : texts(member)) {
      rules.push_back(text->text);
      const bool select = &rules == &config_.select;
      const auto one = select ? properties::Selection{{text->text}, {}}
                              : properties::Selection{{"default", text->text}, {}};
      const auto wrong = properties::problem_of(one);
      if (wrong.message.empty()) continue;
      problem(wrong.message, text->place, wrong.help);
    }
  }
  /// What is right one by one may leave nothing together.
  void check_selection(const JsonValue& file) {
    if (!problems_.empty()) return;
    const auto wrong = properties::problem_of({config_.select, config_.ignore});
    const JsonValue* ignored = policy::member_of(file, "ignore");
    if (wrong.message.empty() || ignored == nullptr) return;
    problem(wrong.message, ignored->place, wrong.help);
  }
  void read_timeout(const JsonMember& member) {
    double seconds = 0;
    const std::string& text = member.value.text;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool number = member.value.kind == Kind::number && end.ec == std::errc() &&
                        end.ptr == text.data() + text.size();
    config_.timeout = seconds;
    if (number && seconds >= 0.001 && seconds <= 3600) return;
    problem("`timeout` is not a number of seconds between 0.001 and 3600", member.value.place,
            "write for example timeout = 10");
  }
  void read_engine(const JsonMember& member) {
    config_.engine = member.value.text;
    const bool known =
        std::find(kEngines.begin(), kEngines.end(), member.value.text) != kEngines.end();
    if (member.value.kind == Kind::string && known) return;
    const auto near = policy::nearest_word(member.value.text, kEngines);
    problem(fmt::format("there is no engine `{}`", member.value.text), member.value.place,
            near ? fmt::format("did you mean `{}`?", *near) : "there are z3, fast and strings");
  }
  void read_must_allow(const JsonMember& member) {
    read_expectations(member, Expectation::Kind::must_allow);
  }
  void read_must_not_allow(const JsonMember& member) {
    read_expectations(member, Expectation::Kind::must_not_allow);
  }
  void read_expectations(const JsonMember& member, Expectation::Kind kind) {
    const auto& items = member.value.items;
    const bool tables = member.value.kind == Kind::array &&
                        std::all_of(items.begin(), items.end(), [](const JsonValue& item) {
                          return item.kind == Kind::object;
                        });
    if (!tables) {
      problem(fmt::format("`{}` is not a list of tables", member.name), member.name_place,
              fmt::format("begin each with [[{}]]", member.name));
      return;
    }
    for (const JsonValue& item : items) {
      auto one = properties::read_expectation(source_, item, kind, semantics::sqs_vocabulary());
      if (one) {
        config_.expectations.push_back(std::move(*one));
      } else {
        problems_.insert(problems_.end(), one.error().begin(), one.error().end());
      }
    }
  }

  const policy::Source& source_;
  Config config_;
  policy::Diagnostics problems_;
};

}  // namespace

policy::Result<Config> read_config(const policy::Source& source) {
  auto file = read_toml(source);
  if (!file) return tl::unexpected(std::move(file.error()));
  return ConfigReader(source).read(*file);
}

}  // namespace sqsproof::cli
