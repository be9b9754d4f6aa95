#include "properties/report/conform_page.h"

#include <algorithm>
#include <fmt/format.h>

#include "properties/report/xml.h"

namespace sqsproof::properties {
namespace {

constexpr const char* kStyle = R"(
body{font:15px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0 auto;
max-width:1180px;padding:24px}
h1{font-size:24px;margin:0 0 4px}
h2 small{font-size:15px;font-weight:normal}
h2{font-size:19px;margin:36px 0 6px;padding-top:12px;border-top:1px solid #dde}
code,pre{font:13px/1.5 ui-monospace,monospace}pre{background:#f6f7f9;padding:12px;overflow-x:auto}
table{border-collapse:collapse;margin:12px 0}
td,th{padding:4px 12px 4px 0;text-align:left;vertical-align:top}
th{border-bottom:1px solid #99a}td{border-bottom:1px solid #eef}td.n,th.n{text-align:right}
.v{font-weight:600;border-radius:3px;padding:1px 7px;color:#fff;font-size:13px}
.pass{background:#2e7d32}.fail{background:#c62828}
.undecided,.error{background:#b26a00}.skip{background:#78808a}
.xfail,.xpass{background:#fff;box-shadow:inset 0 0 0 1.5px}.xfail{color:#c62828}.xpass{color:#2e7d32}
.picture{overflow-x:auto;border:1px solid #dde;padding:8px 0}
.list{list-style:none;padding:0}
.why{white-space:pre-line;margin:12px 0}
.muted{color:#667}
.key{display:inline-block;width:14px;height:11px;margin:0 4px 0 14px;vertical-align:-1px}
@media(prefers-color-scheme:dark){body{background:#16181c;color:#e4e6ea}pre{background:#202329}
.picture{background:#fff;border-color:#2a2e36}a{color:#8ab4f8}
td{border-color:#2a2e36}.muted{color:#9aa3ae}h2{border-color:#333}}
)";

}  // namespace

std::string html_page(const std::string& title, const std::string& body) {
  return fmt::format(
             "<!doctype html>\n<html lang=en><head><meta charset=utf-8>"
             "<meta name=viewport content=\"width=device-width\"><title>{}</title><style>",
             xml_text(title)) +
         kStyle + "</style></head><body>\n" + body + "</body></html>\n";
}

std::string html_badge(ConformVerdict verdict) {
  return fmt::format("<span class=\"v {0}\">{0}</span>", name_of(verdict));
}

std::string html_anchor(std::string_view id) {
  std::string name(id);
  std::replace(name.begin(), name.end(), '/', '-');
  return name;
}

}  // namespace sqsproof::properties
