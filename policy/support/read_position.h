// How far a parser has read that takes iterators and says nothing of places. Internal to the reader
// of JSON.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

namespace sqsproof::policy {

/// Walks over the text and publishes how far the parser has read: its SAX events carry no
/// places.
class ReadPosition {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  ReadPosition(std::string_view text, std::size_t offset, std::size_t* read)
      : text_(text), offset_(offset), read_(read) {}
  reference operator*() const { return text_[offset_]; }
  ReadPosition& operator++() {
    *read_ = ++offset_;
    return *this;
  }
  ReadPosition operator++(int) {
    ReadPosition before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const ReadPosition& a, const ReadPosition& b) {
    return a.offset_ == b.offset_;
  }

 private:
  std::string_view text_;
  std::size_t offset_;
  std::size_t* read_;
};

}  // namespace sqsproof::policy
