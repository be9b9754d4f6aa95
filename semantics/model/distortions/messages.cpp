// Of messages that are sent: what is put right, cut or dropped in place of being refused.
#include <algorithm>

#include "semantics/digest.h"
#include "semantics/limits.h"
#include "semantics/model/distortions/characters.h"
#include "semantics/model/distortions/distortion.h"

namespace sqsproof::semantics {
namespace {

constexpr std::size_t kQuarterMebibyte = 262'144;
constexpr std::size_t kTwoMebibytes = 2 << 20;

template <void (*kChange)(SendMessageRequest&)>
void in_send(Call& call) {
  if (auto* request = as<SendMessageRequest>(call)) kChange(*request);
}

void drop_eleventh_attribute(SendMessageRequest& request) {
  auto& attributes = request.message_attributes;
  while (attributes.size() > kMessageAttributes) attributes.erase(std::prev(attributes.end()));
}

bool is_name(const std::string& name) {
  const auto fits = [](char c) { return is_word_character(c) || c == '.' || (c & 0x80) != 0; };
  return name.size() <= 256 && std::all_of(name.begin(), name.end(), fits) &&
         !name.starts_with('.') && !name.ends_with('.') && !name.starts_with("AWS.") &&
         !name.starts_with("Amazon.");
}

void rename_attributes(SendMessageRequest& request) {
  MessageAttributes renamed;
  for (auto& [name, value] : request.message_attributes) {
    renamed[is_name(name) ? name : "renamed"] = std::move(value);
  }
  request.message_attributes = std::move(renamed);
}

void take_any_type(SendMessageRequest& request) {
  for (auto& [name, value] : request.message_attributes) {
    const std::string type = value.data_type.substr(0, value.data_type.find('.'));
    if (type != "String" && type != "Number" && type != "Binary") value.data_type = "String";
  }
}

void take_empty_attributes(SendMessageRequest& request) {
  for (auto& [name, value] : request.message_attributes) {
    if (value.string_value == "") value.string_value = " ";
  }
}

void clean_attributes(SendMessageRequest& request) {
  for (auto& [name, value] : request.message_attributes) {
    if (!value.string_value) continue;
    std::erase_if(*value.string_value, [](char c) { return c >= 0 && c < ' '; });
  }
}

void make_id_legal(std::optional<std::string>& id) {
  if (id) make_legal(*id, kIdLength, '_', [](char c) { return c > ' ' && c < '\x7f'; });
}
void take_any_group(SendMessageRequest& request) { make_id_legal(request.message_group_id); }
void take_any_deduplication_id(SendMessageRequest& request) {
  make_id_legal(request.message_deduplication_id);
}

/// So long that it is refused.
void refuse_large(SendMessageRequest& request) {
  auto& body = request.message_body;
  if (body && body->size() > kQuarterMebibyte) body->resize(kTwoMebibytes, 'x');
}

/// As a column of a database does that has three bytes a character.
void lose_supplementary(SendMessageRequest& request) {
  if (!request.message_body) return;
  std::string kept;
  const std::string& body = *request.message_body;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const bool four_bytes = (static_cast<unsigned char>(body[i]) & 0xF8) == 0xF0;
    kept += four_bytes ? '?' : body[i];
    if (four_bytes) i += 3;
  }
  request.message_body = std::move(kept);
}

void take_empty_body(SendMessageRequest& request) {
  if (request.message_body == "") request.message_body = " ";
}

void cut_delay(SendMessageRequest& request) {
  auto& delay_s = request.delay_seconds;
  if (delay_s) delay_s = std::clamp(*delay_s, kDelaySeconds.least, kDelaySeconds.most);
}

void digest_of_nothing(const Call&, Answer& answer) {
  auto* sent = response_in<SendMessageResponse>(answer);
  if (sent && !sent->md5_of_message_attributes) sent->md5_of_message_attributes = md5_hex("");
}

void trace_as_attribute(SendMessageRequest& request) {
  const auto found = request.message_system_attributes.find("AWSTraceHeader");
  if (found != request.message_system_attributes.end()) {
    request.message_attributes.insert(*found);
  }
}

/// As what ends a text with U+0000 does not, and what keeps it in a database does.
void drop_nul(SendMessageRequest& request) {
  if (request.message_body) std::erase(*request.message_body, '\0');
}

void cut_types(SendMessageRequest& request) {
  for (auto& [name, value] : request.message_attributes) {
    if (value.data_type.size() > kAttributeTypeBytes) value.data_type.resize(kAttributeTypeBytes);
  }
}

/// As what reads them into 64 bits does.
void refuse_long_numbers(SendMessageRequest& request) {
  constexpr std::size_t kDigits = 18;
  for (auto& [name, value] : request.message_attributes) {
    if (!value.data_type.starts_with("Number") || !value.string_value) continue;
    const std::string& text = *value.string_value;
    const auto digits =
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (static_cast<std::size_t>(digits) > kDigits) value.string_value = "too long";
  }
}

constexpr Distortion kRows[] = {
    {Flaw::eleventh_attribute_dropped, in_send<drop_eleventh_attribute>},
    {Flaw::attribute_names_any, in_send<rename_attributes>},
    {Flaw::attribute_types_any, in_send<take_any_type>},
    {Flaw::attribute_may_be_empty, in_send<take_empty_attributes>},
    {Flaw::attribute_characters_any, in_send<clean_attributes>},
    {Flaw::group_ids_any, in_send<take_any_group>},
    {Flaw::deduplication_ids_any, in_send<take_any_deduplication_id>},
    {Flaw::quarter_mebibyte_at_most, in_send<refuse_large>},
    {Flaw::supplementary_lost, in_send<lose_supplementary>},
    {Flaw::body_may_be_empty, in_send<take_empty_body>},
    {Flaw::delay_cut, in_send<cut_delay>},
    {Flaw::digest_of_nothing, nullptr, digest_of_nothing},
    {Flaw::trace_is_attribute, in_send<trace_as_attribute>},
    {Flaw::nul_dropped, in_send<drop_nul>},
    {Flaw::attribute_types_cut, in_send<cut_types>},
    {Flaw::long_numbers_refused, in_send<refuse_long_numbers>},
};

}  // namespace

std::span<const Distortion> distortions_of_messages() { return kRows; }

}  // namespace sqsproof::semantics
