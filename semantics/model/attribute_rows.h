// The table of the attributes that can be set: how each is read from its text and shown again.
// Internal to attributes.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "semantics/model/attributes.h"

namespace sqsproof::semantics {

struct AttributeRow {
  std::string_view name;
  bool fifo_only;
  bool is_json;  ///< compared as JSON
  Checked<bool> (*read)(const AttributeRow& row, const std::string& text, QueueAttributes& to);
  /// Empty for an attribute that is not set.
  std::string (*show)(const AttributeRow& row, const QueueAttributes& from);
  AttributeRange range{0, 0, 0};           ///< of numbers
  int QueueAttributes::*number = nullptr;  ///< of numbers
};

[[nodiscard]] std::span<const AttributeRow> all_attribute_rows();
[[nodiscard]] const AttributeRow* find_attribute_row(std::string_view name);

/// `true` or `false`, whatever the case of the text (recorded); nullopt for anything else.
[[nodiscard]] std::optional<std::string> shown_boolean(std::string text);
[[nodiscard]] Refusal invalid_attribute(std::string_view name);

}  // namespace sqsproof::semantics
