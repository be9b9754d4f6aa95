// The lines of a descriptor, one after the other, whatever its length. Internal to the reader of
// streams.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "policy/support/diagnostic.h"

namespace sqsproof::semantics::stream {

class LineFeed {
 public:
  /// `name` is for diagnostics.
  LineFeed(int file, std::string name) : file_(file), name_(std::move(name)) {}

  /// The next line, without its end; valid until the next call. Nothing at the end, or when it
  /// cannot be read: see problems().
  std::optional<std::string_view> next();

  [[nodiscard]] std::uint64_t offset() const { return offset_; }  ///< of the line at hand
  [[nodiscard]] std::size_t number() const { return number_; }    ///< likewise, from 1
  /// A last line without an end: whoever writes it has not finished, or was stopped.
  [[nodiscard]] bool is_torn() const { return torn_; }
  [[nodiscard]] const policy::Diagnostics& problems() const { return problems_; }

  /// A text as it stands at the line at hand, or so many lines before it.
  [[nodiscard]] policy::Source source(std::string_view text, std::size_t lines_before = 0) const;
  [[nodiscard]] policy::Diagnostics problem(std::string_view line, const char* id,
                                            std::string message, std::string help) const;

 private:
  bool fill();
  std::string_view take(std::size_t size, std::size_t end_size);

  int file_;
  std::string name_;
  std::string buffer_;
  std::size_t begin_ = 0;  ///< of what was not taken yet, in the buffer
  std::uint64_t offset_ = 0, next_offset_ = 0;
  std::size_t number_ = 0;
  bool torn_ = false;
  policy::Diagnostics problems_;
};

}  // namespace sqsproof::semantics::stream
