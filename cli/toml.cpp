// The only file that includes toml++.
#include "cli/toml.h"

#include <fmt/format.h>
#include <toml++/toml.h>

namespace sqsproof::cli {
namespace {

using policy::JsonValue;
using Kind = JsonValue::Kind;

policy::Diagnostic problem(const policy::Source& source, std::string message, policy::Place place,
                           std::string help) {
  return {"config/syntax", policy::Severity::error, std::move(message), source, place, {},
          std::move(help)};
}

/// toml++ counts lines and characters; places are bytes.
class Places {
 public:
  explicit Places(const std::string& text) : text_(text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') lines_.push_back(i + 1);
    }
  }

  [[nodiscard]] policy::Place of(const toml::source_region& region) const {
    const std::size_t begin = offset(region.begin);
    return {begin, std::max(begin, offset(region.end))};
  }
  [[nodiscard]] std::size_t offset(const toml::source_position& at) const {
    if (at.line == 0 || at.line > lines_.size()) return text_.size();
    std::size_t i = lines_[at.line - 1];
    for (toml::source_index column = 1; column < at.column && i < text_.size(); ++column) {
      for (++i; i < text_.size() && (static_cast<unsigned char>(text_[i]) & 0xC0U) == 0x80U;) ++i;
    }
    return i;
  }

 private:
  const std::string& text_;
  std::vector<std::size_t> lines_ = {0};
};

class Converter {
 public:
  explicit Converter(const policy::Source& source) : source_(source), places_(source->text) {}

  JsonValue value_of(const toml::node& node) {
    JsonValue value;
    value.place = places_.of(node.source());
    if (const toml::table* table = node.as_table()) {
      value.kind = Kind::object;
      for (const auto& [key, member] : *table) {
        value.members.push_back(
            {std::string(key.str()), places_.of(key.source()), value_of(member)});
      }
    } else if (const toml::array* array = node.as_array()) {
      value.kind = Kind::array;
      for (const toml::node& item : *array) value.items.push_back(value_of(item));
    } else {
      set_scalar(node, value);
    }
    return value;
  }

  [[nodiscard]] policy::Place place_of(const toml::source_region& region) const {
    return places_.of(region);
  }
  policy::Diagnostics problems;

 private:
  void set_scalar(const toml::node& node, JsonValue& value) {
    if (const auto* text = node.as_string()) {
      value.kind = Kind::string;
      value.text = text->get();
    } else if (const auto* flag = node.as_boolean()) {
      value.kind = Kind::boolean;
      value.text = flag->get() ? "true" : "false";
    } else if (node.is_number()) {
      value.kind = Kind::number;
      value.text = source_->text.substr(value.place.begin, value.place.end - value.place.begin);
    } else {
      problems.push_back(
          problem(source_, "a date without quotes", value.place, "write it in quotes"));
    }
  }

  const policy::Source& source_;
  Places places_;
};

// toml++ follows the parts of a dotted key on the stack, as does who reads its tables.
constexpr std::size_t kMostKeyParts = 20;

/// The end of a string that begins at `begin`, the quotes of which may be three.
std::size_t end_of_string(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  const std::string three(3, quote);
  const bool is_long = text.substr(begin, 3) == three;
  const std::string_view stop = is_long ? std::string_view(three) : text.substr(begin, 1);
  for (std::size_t i = begin + stop.size(); i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (text.substr(i, stop.size()) == stop || (text[i] == '\n' && !is_long)) {
      return i + stop.size() - 1;
    }
  }
  return text.size();
}

/// Where a key has too many parts: dots with nothing between them but names and strings.
std::optional<policy::Place> find_deep_key(std::string_view text) {
  std::size_t parts = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = end_of_string(text, i);
    } else if (c == '#') {
      i = std::min(text.find('\n', i), text.size()) - 1;
    } else if (c == '.') {
      if (++parts > kMostKeyParts) return policy::Place{i, i + 1};
    } else if (std::string_view("=,[]{}\n").find(c) != std::string_view::npos) {
      parts = 1;
    }
  }
  return std::nullopt;
}

}  // namespace

policy::Result<JsonValue> read_toml(const policy::Source& source) {
  if (const auto deep = find_deep_key(source->text)) {
    return tl::unexpected(policy::Diagnostics{
        problem(source, fmt::format("a key has more than {} parts", kMostKeyParts), *deep,
                "name tables by fewer words between dots")});
  }
  Converter converter(source);
  try {
    JsonValue value = converter.value_of(toml::parse(std::string_view(source->text), source->name));
    if (!converter.problems.empty()) return tl::unexpected(std::move(converter.problems));
    return value;
  } catch (const toml::parse_error& error) {
    return tl::unexpected(policy::Diagnostics{
        problem(source, fmt::format("it is not TOML: {}", error.description()),
                converter.place_of(error.source()),
                "see https://toml.io; strings stand in quotes, tables in [[…]] and {…}")});
  }
}

}  // namespace sqsproof::cli
