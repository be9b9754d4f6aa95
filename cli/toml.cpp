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

}  // namespace

policy::Result<JsonValue> read_toml(const policy::Source& source) {
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
