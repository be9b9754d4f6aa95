#include "semantics/model/message.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "semantics/hex.h"

namespace sqsproof::semantics {
namespace {

constexpr std::string_view kPrefix = "AQEB";  // as the service's handles begin
constexpr std::size_t kNumberDigits = 16 + 16 + 8 + 8;
constexpr std::size_t kCheckDigits = 16;

std::string check_of(std::string_view numbers) {
  constexpr std::string_view kSalt = "receipt ";
  std::array<char, kSalt.size() + kNumberDigits> text{};
  std::copy(numbers.begin(), numbers.end(), std::copy(kSalt.begin(), kSalt.end(), text.begin()));
  std::string digest = md5_hex({text.data(), text.size()});
  digest.resize(kCheckDigits);
  return digest;
}

template <class Number>
Number hex(std::string_view digits) {
  Number value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

}  // namespace

std::string MessageId::text() const {
  std::string text(36, '-');
  char* to = write_hex(high >> 32, 8, text.data());
  for (const std::uint64_t part : {high >> 16, high, low >> 48}) to = write_hex(part, 4, to + 1);
  write_hex(low, 12, to + 1);
  return text;
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
  std::string text(kPrefix.size() + kNumberDigits + kCheckDigits, '0');
  char* const numbers = std::copy(kPrefix.begin(), kPrefix.end(), text.data());
  char* to = write_hex(receipt.queue, 16, numbers);
  to = write_hex(receipt.message, 16, to);
  to = write_hex(receipt.slot, 8, to);
  to = write_hex(receipt.receive, 8, to);
  const std::string check = check_of({numbers, kNumberDigits});
  std::copy(check.begin(), check.end(), to);
  return text;
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
