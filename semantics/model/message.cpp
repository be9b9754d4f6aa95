#include "semantics/model/message.h"

#include <charconv>
#include <fmt/format.h>

namespace sqsproof::semantics {
namespace {

constexpr std::string_view kPrefix = "AQEB";  // as the service's handles begin
constexpr std::size_t kNumberDigits = 16 + 16 + 8 + 8;
constexpr std::size_t kCheckDigits = 16;

std::string check_of(std::string_view numbers) {
  return md5_hex(fmt::format("receipt {}", numbers)).substr(0, kCheckDigits);
}

template <class Number>
Number hex(std::string_view digits) {
  Number value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

}  // namespace

std::string MessageId::text() const {
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32, high >> 16 & 0xffff,
                     high & 0xffff, low >> 48, low & 0xffffffffffff);
}

Content copy_of(const Content& content) {
  Content copy;
  copy.id = content.id;
  copy.body = content.body;
  copy.md5_of_body = content.md5_of_body;
  if (content.attributes) {
    copy.attributes = std::make_unique<const MessageAttributes>(*content.attributes);
  }
  if (content.trace_header) {
    copy.trace_header = std::make_unique<const std::string>(*content.trace_header);
  }
  copy.sender = content.sender;
  copy.group = content.group;
  copy.deduplication_id = content.deduplication_id;
  copy.sent = content.sent;
  copy.first_received = content.first_received;
  copy.receive_count = content.receive_count;
  copy.dead_from = content.dead_from;
  return copy;
}

std::string to_handle(const Receipt& receipt) {
  const std::string numbers = fmt::format("{:016x}{:016x}{:08x}{:08x}", receipt.queue,
                                          receipt.message, receipt.slot, receipt.receive);
  return fmt::format("{}{}{}", kPrefix, numbers, check_of(numbers));
}

std::optional<Receipt> parse_handle(std::string_view handle) {
  if (handle.size() != kPrefix.size() + kNumberDigits + kCheckDigits ||
      !handle.starts_with(kPrefix)) {
    return std::nullopt;
  }
  const std::string_view numbers = handle.substr(kPrefix.size(), kNumberDigits);
  if (handle.substr(kPrefix.size() + kNumberDigits) != check_of(numbers)) return std::nullopt;
  return Receipt{hex<std::uint64_t>(numbers.substr(0, 16)),
                 hex<MessageNumber>(numbers.substr(16, 16)), hex<Slot>(numbers.substr(32, 8)),
                 hex<std::uint32_t>(numbers.substr(40))};
}

}  // namespace sqsproof::semantics
