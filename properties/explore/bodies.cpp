#include "properties/explore/bodies.h"

namespace sqsproof::properties {

std::string body_of(int number, int odd) {
  const std::string name = "u" + std::to_string(number);
  switch (odd % 8) {
    case 1:
      return name + "  ";  // blanks at the end
    case 2:
      return name + " <a href=\"x\">&amp; ]]> 'y'</a>";
    case 3:
      // Two, three and four bytes; and a letter with its accent apart, which is to stay so.
      return name + " \xC3\xA4\xE2\x82\xAC\xF0\x9F\x9A\x80" + "e\xCC\x81";
    case 4:
      return name + " a\r\nb\nc\td";
    case 5:
      return name + " " + std::string(6'000, 'x');
    case 6:
      return name + R"( {"a":"\\\"\u0041","b":[1e400,null]} %20+%2B)";
    case 7:
      return name + " \xEE\x80\x80\xEF\xBF\xBD\xC2\x85\x7F";  // the ends of what is allowed
    default:
      return odd == 0 ? name : name + " ";
  }
}

std::string refused_body(int number) { return "u" + std::to_string(number) + " \x01"; }

semantics::MessageAttributes attributes_of(int number, int count) {
  const std::string serial = std::to_string(number);
  const semantics::MessageAttributes all = {
      {"a.text", {"String", "value " + serial + " <&> \xC3\xA4", {}}},
      {"b-number", {"Number", serial + ".50", {}}},
      {"c_binary", {"Binary", {}, std::string("\x00\xFF\r\n", 4) + serial}},
      {"d", {"Number.count", serial, {}}}};
  semantics::MessageAttributes some;
  for (const auto& [name, value] : all) {
    if (count-- > 0) some.emplace(name, value);
  }
  return some;
}

}  // namespace sqsproof::properties
