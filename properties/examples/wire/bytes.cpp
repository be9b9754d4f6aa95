#include "properties/examples/wire/bytes.h"

#include <fmt/format.h>

#include "policy/support/percent.h"

namespace sqsproof::properties::examples {
namespace {

void append_utf8(std::string& out, unsigned long point) {
  const auto add = [&](unsigned long byte) { out += static_cast<char>(byte); };
  if (point < 0x80) {
    add(point);
  } else if (point < 0x800) {
    add(0xC0 | point >> 6);
    add(0x80 | (point & 0x3F));
  } else {
    add(0xE0 | (point >> 12 & 0xF));
    add(0x80 | (point >> 6 & 0x3F));
    add(0x80 | (point & 0x3F));
  }
}

/// False for an entity that XML does not have.
bool append_entity(std::string& out, std::string_view entity) {
  constexpr std::pair<std::string_view, char> kNamed[] = {
      {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [name, character] : kNamed) {
    if (entity == name) {
      out += character;
      return true;
    }
  }
  if (!entity.starts_with('#') || entity.size() < 2 || entity.size() > 7) return false;
  const bool hex = entity[1] == 'x' || entity[1] == 'X';
  const std::string digits(entity.substr(hex ? 2 : 1));
  char* end = nullptr;
  const unsigned long point = std::strtoul(digits.c_str(), &end, hex ? 16 : 10);
  if (digits.empty() || *end != '\0' || point > 0xFFFF) return false;
  append_utf8(out, point);
  return true;
}

}  // namespace

void expect_status(Conversation& say, int status, const fixtures::RawAnswer& answer) {
  say.expect_equal("the HTTP status", std::to_string(status), std::to_string(answer.status));
}

bool has_element(const fixtures::RawAnswer& answer, std::string_view name) {
  return answer.body.find(fmt::format("<{}>", name)) != std::string::npos ||
         answer.body.find(fmt::format("<{}/>", name)) != std::string::npos ||
         answer.body.find(fmt::format("<{} ", name)) != std::string::npos;
}

std::string element(const Conversation& say, const fixtures::RawAnswer& answer,
                    std::string_view name) {
  const std::string open = fmt::format("<{}>", name);
  const std::string close = fmt::format("</{}>", name);
  const std::size_t begin = answer.body.find(open);
  const std::size_t end = answer.body.find(close, begin);
  if (begin == std::string::npos || end == std::string::npos) {
    say.fail(fmt::format("the answer has no element {}", name));
  }
  std::string_view text(answer.body);
  text = text.substr(begin + open.size(), end - begin - open.size());
  std::string out;
  while (!text.empty()) {
    const char c = text.front();
    if (c == '<') say.fail(fmt::format("the text of {} is not escaped", name));
    if (c == '\r') say.fail(fmt::format("{} has a carriage return that readers of XML drop", name));
    const std::size_t semicolon = c == '&' ? text.find(';') : 0;
    if (c != '&') {
      out += c;
    } else if (semicolon == text.npos || !append_entity(out, text.substr(1, semicolon - 1))) {
      say.fail(fmt::format("the text of {} is not escaped", name));
    }
    text.remove_prefix(semicolon + 1);
  }
  return out;
}

std::string form_of(const Parameters& parameters) {
  std::string form;
  for (const auto& [name, value] : parameters) {
    form += fmt::format("{}{}={}", form.empty() ? "" : "&", name, policy::percent_encoded(value));
  }
  return form;
}

std::string path_of(const Queue& queue) {
  return queue.url.substr(fixtures::origin_of(queue.url).size());
}

}  // namespace sqsproof::properties::examples
