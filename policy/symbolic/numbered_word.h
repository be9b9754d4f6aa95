// A word with its number, which is never given to another word on this thread.
//
// The same few words are samples in all spaces, so the text is shared, and counted without locks:
// to be used on the thread that asked for it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace sqsproof::policy {

class NumberedWord {
 public:
  NumberedWord(std::string text, std::uint64_t number)
      : word_(new Word{std::move(text), number, 1}) {}
  NumberedWord(const NumberedWord& other) : word_(other.word_) { ++word_->holders; }
  NumberedWord(NumberedWord&& other) noexcept : word_(std::exchange(other.word_, nullptr)) {}
  NumberedWord& operator=(NumberedWord other) noexcept {
    std::swap(word_, other.word_);
    return *this;
  }
  ~NumberedWord() {
    if (word_ != nullptr && --word_->holders == 0) delete word_;
  }

  [[nodiscard]] const std::string& text() const { return word_->text; }
  [[nodiscard]] std::uint64_t number() const { return word_->number; }
  friend bool operator==(const NumberedWord& a, const NumberedWord& b) {
    return a.number() == b.number();
  }

 private:
  struct Word {
    std::string text;
    std::uint64_t number;
    std::size_t holders;
  };
  Word* word_;
};

}  // namespace sqsproof::policy
