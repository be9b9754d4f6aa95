#include <algorithm>

#include "properties/explore/venues.h"

namespace sqsproof::properties {
namespace {

/// Four decimal numbers, the first of them 127. Other spellings of the address do not count.
bool is_loopback_ipv4(std::string_view host) {
  if (!host.starts_with("127.")) return false;
  int parts = 1;
  int digits = 0;
  for (const char c : host) {
    if (c == '.') {
      if (digits == 0) return false;
      digits = 0;
      ++parts;
    } else if (c < '0' || c > '9' || ++digits > 3) {
      return false;
    }
  }
  return parts == 4 && digits > 0;
}

}  // namespace

bool is_loopback_url(std::string_view url) {
  // Characters that different readers of URLs understand differently.
  const bool plain = std::all_of(url.begin(), url.end(), [](char c) {
    return c > ' ' && c < 0x7f && c != '\\' && c != '@' && c != '%';
  });
  if (!plain) return false;
  const std::size_t scheme = url.find("://");
  if (scheme == url.npos || (url.substr(0, scheme) != "http" && url.substr(0, scheme) != "https")) {
    return false;
  }
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  const std::size_t port = host.rfind(':');
  const bool bracketed = host.starts_with('[');
  if (port != host.npos && (!bracketed || host.substr(0, port).ends_with(']'))) {
    host = host.substr(0, port);
  }
  return host == "localhost" || host == "[::1]" || is_loopback_ipv4(host);
}

}  // namespace sqsproof::properties
