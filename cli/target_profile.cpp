#include "cli/target_profile.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fmt/format.h>

#include "cli/input.h"
#include "cli/toml.h"
#include "policy/support/words.h"
#include "properties/queue/requirement.h"

namespace sqsproof::cli {
namespace {

using policy::JsonMember;
using policy::JsonValue;
using Kind = JsonValue::Kind;

class Reader {
 public:
  explicit Reader(const policy::Source& source) : source_(source) {}

  policy::Result<TargetProfile> read(const JsonValue& file) {
    for (const JsonMember& member : file.members) read_member(member);
    if (!problems_.empty()) return tl::unexpected(std::move(problems_));
    return std::move(profile_);
  }

 private:
  struct Row {
    std::string_view name;
    std::string TargetProfile::*text;
  };
  static constexpr Row kRows[] = {
      {"url", &TargetProfile::url},         {"region", &TargetProfile::region},
      {"account", &TargetProfile::account}, {"protocol", &TargetProfile::protocol},
      {"profile", &TargetProfile::profile}, {"start", &TargetProfile::start}};

  /// Members that have one of a few values.
  struct Choice {
    std::string_view name;
    std::vector<std::string_view> values;
    std::string_view help;
  };
  static std::vector<Choice> choices() {
    return {{"profile", {"strict", "aws"}, "write \"strict\" or \"aws\""},
            {"protocol", {"json", "query", "both"}, "write \"json\", \"query\" or \"both\""}};
  }

  void problem(std::string message, policy::Place place, std::string help) {
    problems_.push_back({"target/option", policy::Severity::error, std::move(message), source_,
                         place, "", std::move(help)});
  }

  void read_member(const JsonMember& member) {
    std::vector<std::string_view> names = {"lacks", "limits"};
    if (member.name == "lacks") return read_lacks(member.value);
    if (member.name == "limits") return read_limits(member.value);
    for (const Row& row : kRows) {
      names.push_back(row.name);
      if (row.name != member.name) continue;
      if (member.value.kind != Kind::string) {
        return problem(fmt::format("`{}` is not a text", member.name), member.value.place,
                       fmt::format("write {} = \"…\"", member.name));
      }
      profile_.*row.text = member.value.text;
      return check_choice(member);
    }
    const auto near = policy::nearest_word(member.name, names);
    problem(fmt::format("there is no option `{}`", member.name), member.name_place,
            near ? fmt::format("did you mean `{}`?", *near)
                 : "there are url, region, account, protocol, profile, start, lacks and limits");
  }

  void read_limits(const JsonValue& table) {
    if (table.kind != Kind::object) {
      return problem("`limits` is no table", table.place, "write [limits] before its members");
    }
    for (const JsonMember& member : table.members) {
      int* limit = member.name == "requests_per_second" ? &profile_.limits.requests_per_second
                   : member.name == "programs_at_once"  ? &profile_.limits.programs_at_once
                                                        : nullptr;
      if (limit == nullptr) {
        problem(fmt::format("there is no limit `{}`", member.name), member.name_place,
                "there are requests_per_second and programs_at_once");
        continue;
      }
      const std::string& digits = member.value.text;
      const char* end = digits.data() + digits.size();
      const auto [stop, error] = std::from_chars(digits.data(), end, *limit);
      const bool number = member.value.kind == Kind::number && error == std::errc() && stop == end;
      if (number && *limit > 0) continue;
      problem(fmt::format("`{}` is no limit", member.name), member.value.place,
              "write a whole number, 1 or more, or leave it out");
    }
  }

  void check_choice(const JsonMember& member) {
    for (const Choice& choice : choices()) {
      if (choice.name != member.name) continue;
      const auto& values = choice.values;
      if (std::find(values.begin(), values.end(), member.value.text) != values.end()) return;
      problem(fmt::format("there is no {} `{}`", choice.name, member.value.text),
              member.value.place, std::string(choice.help));
    }
  }

  /// A text, or a list of texts; nothing when it is neither.
  static std::vector<std::string> texts(const JsonValue& value) {
    if (value.kind == Kind::string) return {value.text};
    std::vector<std::string> all;
    for (const JsonValue& item : value.items) {
      if (item.kind != Kind::string) return {};
      all.push_back(item.text);
    }
    return all;
  }

  void read_lacks(const JsonValue& list) {
    for (const JsonValue& item : list.items) {
      const JsonValue* id = policy::member_of(item, "id");
      const JsonValue* why = policy::member_of(item, "why");
      const std::vector<std::string> ids = id == nullptr ? std::vector<std::string>{} : texts(*id);
      if (ids.empty() || why == nullptr || why->kind != Kind::string) {
        problem("what it lacks has an `id` and a `why`", item.place,
                "write [[lacks]], id = \"redrive\" or a list of ids, and why = \"…\"");
        continue;
      }
      for (const std::string& one : ids) {
        const auto known = properties::select_requirements({one});
        if (!known) problem(known.error().front().message, id->place, known.error().front().help);
        profile_.lacks.push_back({one, why->text});
      }
    }
    if (list.kind != Kind::array) {
      problem("`lacks` is not a list", list.place, "write [[lacks]] before each");
    }
  }

  const policy::Source& source_;
  TargetProfile profile_;
  policy::Diagnostics problems_;
};

/// The text of a known profile, or of a file.
policy::Result<policy::Source> source_of(const std::string& name) {
  std::vector<std::string_view> names;
  std::string list;
  for (const KnownTarget& target : known_targets()) {
    names.push_back(target.name);
    list += (list.empty() ? "" : ", ") + std::string(target.name);
    if (target.name != name) continue;
    auto text = std::make_shared<policy::SourceText>();
    text->name = name;
    text->text = target.toml;
    return policy::Source(text);
  }
  std::error_code ignored;
  if (std::filesystem::exists(name, ignored)) return read_input(name);
  const auto near = policy::nearest_word(name, names);
  return tl::unexpected(policy::Diagnostics{
      {"target/unknown", policy::Severity::error,
       fmt::format("`{}` is neither a known endpoint nor a file", name), nullptr, policy::Place{},
       "", near ? fmt::format("did you mean `{}`?", *near) : "known are " + list}});
}

}  // namespace

const TargetProfile::Lack* TargetProfile::lack_of(std::string_view id) const {
  const auto found = std::find_if(lacks.begin(), lacks.end(), [&](const Lack& lack) {
    return id.starts_with(lack.id) && (id.size() == lack.id.size() || id[lack.id.size()] == '/');
  });
  return found == lacks.end() ? nullptr : &*found;
}

policy::Result<TargetProfile> read_target_profile(const std::string& name_or_file) {
  const auto source = source_of(name_or_file);
  if (!source) return tl::unexpected(source.error());
  const auto file = read_toml(*source);
  if (!file) return tl::unexpected(file.error());
  auto profile = Reader(*source).read(*file);
  if (profile) profile->name = std::filesystem::path(name_or_file).stem().string();
  return profile;
}

}  // namespace sqsproof::cli
