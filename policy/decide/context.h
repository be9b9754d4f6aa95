// The condition keys of a request, with their values.
//
// A request is made, completed, decided and thrown away some microseconds later, with about ten
// keys: they stand in one row, in the order of their names in lower case, and the names that our
// own code knows are not copied.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sqsproof::policy {

/// The name of a key; copies share the text.
class KeyName {
 public:
  KeyName() = default;
  KeyName(std::string_view text) : KeyName(std::make_shared<const std::string>(text)) {}
  KeyName(const std::string& text) : KeyName(std::string_view(text)) {}
  KeyName(const char* text) : KeyName(std::string_view(text)) {}
  /// Of a text that lasts as long as the program.
  [[nodiscard]] static KeyName lasting(std::string_view text) {
    KeyName name;
    name.text_ = text;
    return name;
  }

  [[nodiscard]] std::string_view text() const { return text_; }
  operator std::string_view() const { return text_; }
  friend bool operator==(const KeyName& a, const KeyName& b) { return a.text_ == b.text_; }

 private:
  explicit KeyName(std::shared_ptr<const std::string> own) : text_(*own), own_(std::move(own)) {}

  std::string_view text_;
  std::shared_ptr<const std::string> own_;
};

struct ContextValue {
  KeyName key;                      ///< spelling of the request
  std::vector<std::string> values;  ///< one for single-valued keys; more for multivalued ones
  friend bool operator==(const ContextValue&, const ContextValue&) = default;
};

/// By key in lower case. As with a vector, what is added or taken away moves the others.
class Context {
 public:
  struct Entry {
    KeyName first;
    ContextValue second;
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  using iterator = std::vector<Entry>::iterator;
  using const_iterator = std::vector<Entry>::const_iterator;

  [[nodiscard]] iterator begin() { return entries_.begin(); }
  [[nodiscard]] iterator end() { return entries_.end(); }
  [[nodiscard]] const_iterator begin() const { return entries_.begin(); }
  [[nodiscard]] const_iterator end() const { return entries_.end(); }
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  void clear() { entries_.clear(); }

  [[nodiscard]] iterator find(std::string_view key);
  [[nodiscard]] const_iterator find(std::string_view key) const;
  [[nodiscard]] bool contains(std::string_view key) const { return find(key) != end(); }

  /// That of a key, which has no values when it is new.
  ContextValue& operator[](const KeyName& key);
  /// False when the key is there already, and stays as it is.
  std::pair<iterator, bool> emplace(const KeyName& key, ContextValue value);
  void insert_or_assign(const KeyName& key, ContextValue value);
  /// In front of `place`, where its name belongs.
  iterator insert(const_iterator place, Entry entry);
  iterator erase(const_iterator place) { return entries_.erase(place); }
  std::size_t erase(std::string_view key);
  /// Those of which `goes` says so, in their order.
  template <class Goes>
  [[nodiscard]] std::vector<Entry> take_out(const Goes& goes) {
    std::vector<Entry> taken;
    auto kept = entries_.begin();
    for (auto it = entries_.begin(); it != entries_.end(); ++it) {
      if (goes(std::as_const(*it))) {
        taken.push_back(std::move(*it));
      } else if (kept++ != it) {
        *(kept - 1) = std::move(*it);
      }
    }
    entries_.erase(kept, entries_.end());
    return taken;
  }
  friend bool operator==(const Context&, const Context&) = default;

 private:
  [[nodiscard]] const_iterator lower_bound(std::string_view key) const;

  std::vector<Entry> entries_;
};

}  // namespace sqsproof::policy
