#include <algorithm>
#include <charconv>

#include "semantics/history_fields.h"
#include "semantics/history_json_library.h"

namespace sqsproof::semantics {
namespace {

/// A body that only names its message is kept; any other may be private and becomes a digest.
std::string payload(const std::string& body) {
  constexpr std::size_t kLongestPayloadId = 80;
  const bool plain = std::all_of(body.begin(), body.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view(".:_|-").find(c) != std::string_view::npos;
  });
  return plain && body.size() <= kLongestPayloadId ? body : "sha256:" + sha256_hex(body);
}

Json number_or_text(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size()) return number;
  return text;
}

/// A value as a digest of type and content; one that was read from a trace is one already.
std::string digest_of(const MessageAttributeValue& value) {
  if (value.data_type == "digest") return value.string_value.value_or("");
  const std::string content = value.binary_value.value_or(value.string_value.value_or(""));
  return "sha256:" + sha256_hex(value.data_type + '\n' + content);
}

/// The codec that writes: each method puts a value into the member of that name, if there is one.
class Writing {
 public:
  Writing(Json& to, TraceNames& names, const Operation& operation)
      : to_(to), names_(names), operation_(operation) {}

  template <class T>
  void member(const char* key, const std::optional<T>& value) {
    if (value) to_[key] = *value;
  }
  void member(const char* key, const std::string& value) {
    if (!value.empty()) to_[key] = value;
  }
  void member(const char* key, const std::vector<std::string>& value) {
    if (!value.empty()) to_[key] = value;
  }
  void member(const char* key, std::int64_t value) { to_[key] = value; }
  void usually_true(const char* key, bool value) {
    if (!value) to_[key] = false;
  }
  void needed(const char* key, const std::string& value) { to_[key] = value; }
  void payload(const char* key, const std::optional<std::string>& body) {
    if (body) to_[key] = semantics::payload(*body);
  }
  void handle(const char* key, const std::optional<std::string>& handle) {
    if (handle) to_[key] = names_.receipts.name(*handle);
  }
  void needed_handle(const char* key, const std::string& handle) {
    to_[key] = names_.receipts.name(handle);
  }
  void task(const char* key, const std::optional<std::string>& task) {
    if (task) to_[key] = names_.tasks.name(*task);
  }
  void queue(const char* key, const std::string& url) { to_[key] = names_.queues.name(url); }

  void kept(const char* key, const StringMap& attributes) {
    Json kept = Json::object();
    for (const std::string_view name : kKeptAttributes) {
      const auto found = attributes.find(std::string(name));
      if (found != attributes.end()) kept[found->first] = found->second;
    }
    if (!kept.empty()) to_[key] = std::move(kept);
  }
  void values(const char* key, const MessageAttributes& attributes) {
    for (const auto& [name, value] : attributes) to_[key][name] = digest_of(value);
  }
  void digests(const auto&, const auto&) {
    const SentDigests taken = digests_of(operation_, entry_);
    member("md5b", taken.body);
    member("md5a", taken.attributes);
  }
  void system(const StringMap& attributes) {
    for (const auto& [key, name, number] : kSystemAttributes) {
      const auto found = attributes.find(name);
      if (found == attributes.end()) continue;
      to_[key] = number ? number_or_text(found->second) : Json(found->second);
    }
  }
  template <class T>
  void list(const char* key, std::vector<T>& items, auto visit) {
    if (!items.empty()) needed_list(key, items, visit);
  }
  template <class T>
  void needed_list(const char* key, std::vector<T>& items, auto visit) {
    Json list = Json::array();
    for (std::size_t i = 0; i < items.size(); ++i) {
      Json one = Json::object();
      Writing inner(one, names_, operation_);
      inner.entry_ = i;
      visit(inner, items[i]);
      list.push_back(std::move(one));
    }
    to_[key] = std::move(list);
  }

 private:
  Json& to_;
  TraceNames& names_;
  const Operation& operation_;
  std::size_t entry_ = 0;
};

}  // namespace

Json arguments_json(const Operation& operation, TraceNames& names) {
  Json arguments = Json::object();
  Writing writing(arguments, names, operation);
  Call call = operation.call;
  std::visit(Arguments<Writing>{writing}, call);
  return arguments;
}

Json result_json(const Reply& reply, const Operation& operation, TraceNames& names) {
  Json result = Json::object();
  Writing writing(result, names, operation);
  Reply copy = reply;
  std::visit(Results<Writing>{writing}, copy);
  return result;
}

}  // namespace sqsproof::semantics
