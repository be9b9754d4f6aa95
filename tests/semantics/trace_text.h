// Traces as texts, for tests of their readers.
#pragma once

#include <memory>
#include <string>

#include "policy/support/diagnostic.h"

namespace sqsproof::semantics {

inline policy::Source source_of(std::string text) {
  auto source = std::make_shared<policy::SourceText>();
  source->name = "trace.jsonl";
  source->text = std::move(text);
  return source;
}

inline constexpr const char* kHead = R"({"t":"head","v":1})"
                                     "\n";
inline constexpr const char* kInv =
    R"({"t":"inv","id":1,"c":"c1","op":"Send","q":"q1","ts":5,"a":{"u":"x"}})"
    "\n";

}  // namespace sqsproof::semantics
